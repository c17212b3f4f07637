import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LABEL_FORMS, type LabelForm } from './labelForms.ts';

// hadolint 2.15.1 agrees with all of these but the ones behind a comment.
const VALUES: Readonly<Record<LabelForm, { readonly good: readonly string[]; readonly bad: readonly string[] }>> = {
  url: {
    good: [
      'https://example.com',
      'mailto:a@b.example',
      'urn:isbn:1',
      /* letters of any script */ 'https://例子.example/',
    ],
    bad: ['example.com', 'http://a b', 'git@github.com:a/b', '//x/y', /* no host */ 'https://'],
  },
  semver: {
    good: ['1.2.3', '1.2.3-rc.1', '1.2.3+build.5', '1.2.3-0a', '1.0.0-alpha-1.0', '1.0.0+01'],
    bad: ['v1.2.3', '1.2', '1.2.3.4', /* leading zeros */ '01.2.3', '1.2.3-01'],
  },
  rfc3339: {
    good: ['2026-11-26T10:00:00Z', '2026-11-26T10:00:00.123+02:00', /* the standard has it */ '2026-11-26 10:00:00Z'],
    bad: ['2026-11-26', '2026-11-26T10:00:00', '2026-13-26T10:00:00Z', '2026-02-30T10:00:00Z', '2026-11-26T24:00:00Z'],
  },
  hash: {
    good: [
      'abcdef1',
      '0123456789012345678901234567890123456789',
      /* as long as Git likes */ 'abcdef12',
      'a'.repeat(64),
    ],
    bad: ['ABCDEF1', 'abc', 'main'],
  },
  spdx: {
    good: [
      'MIT',
      'GPL-2.0-or-later',
      /* more than one */ 'MIT OR Apache-2.0',
      '(MIT OR X) AND Y WITH Z',
      'LicenseRef-acme',
    ],
    bad: ['Apache 2.0', 'MIT License', 'GPLv3', 'BSD', 'MIT OR'],
  },
  email: { good: ['a@b.example', 'a@b'], bad: ['a', 'A <a@b.example>', 'a@@b.example'] },
};

for (const [form, { good, bad }] of Object.entries(VALUES)) {
  test(`what is a ${form} and what is not`, () => {
    const is = LABEL_FORMS[form as LabelForm];
    for (const value of good) assert.ok(is(value), value);
    for (const value of bad) assert.ok(!is(value), value);
    for (const value of ['', ' ', '\n']) assert.ok(!is(value), JSON.stringify(value));
  });
}
