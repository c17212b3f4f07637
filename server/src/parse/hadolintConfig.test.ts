import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hadolintProblems, parseHadolintConfig } from './hadolintConfig.ts';

test('reads every key that says something about a Dockerfile', () => {
  const config = parseHadolintConfig(`
failure-threshold: warning
no-fail: false
format: json
ignored:
  - DL3008
  - SC2086
label-schema:
  author: text
  created: rfc3339
strict-labels: true
override:
  error: [DL3001, DL3015]
  style: [DL3015]
trustedRegistries:
  - docker.io
  - "*.example.com"
`);
  assert.deepEqual(Object.fromEntries(config.rules), {
    DL3001: 'error',
    DL3015: 'error',
    DL3008: 'off',
    SC2086: 'off',
  });
  assert.deepEqual(config.trustedRegistries, ['docker.io', '*.example.com']);
  assert.deepEqual(
    [...config.labelSchema],
    [
      ['author', 'text'],
      ['created', 'rfc3339'],
    ],
  );
  assert.equal(config.strictLabels, true);
  assert.equal(config.failureThreshold, 'warning');
  assert.equal(config.noFail, false);
});

test('ignored wins over override', () => {
  const { rules } = parseHadolintConfig('override: { error: [DL3006] }\nignored: [DL3006]');
  assert.equal(rules.get('DL3006'), 'off');
});

// hadolint 2.15.1 ends with 1 for a finding of severity `style` under each of them.
test('with the thresholds ignore and none everything fails', () => {
  for (const word of ['style', 'ignore', 'none'])
    assert.equal(parseHadolintConfig(`failure-threshold: ${word}`).failureThreshold, 'style', word);
  assert.equal(parseHadolintConfig('failure-threshold: loud').failureThreshold, undefined);
});

test('a single entry may stand without a list, and what is not valid is left out', () => {
  assert.deepEqual(parseHadolintConfig('trustedRegistries: ghcr.io').trustedRegistries, ['ghcr.io']);
  for (const text of ['', 'ignored:', 'ignored: [3, {}]', 'override: [a]', '- a', 'ignored: [', 'no-fail: "true"']) {
    const { rules, noFail } = parseHadolintConfig(text);
    assert.deepEqual([rules.size, noFail], [0, false], text);
  }
});

// Run with hadolint 2.15.1: it reads none of a file with a wrong value, and passes over names that it does not know.
test('what does not count is named', () => {
  const entries = (text: string) =>
    hadolintProblems(text).map((problem) => ('entry' in problem ? problem.entry : problem));
  for (const text of [
    '',
    'ignored:\noverride:\n',
    'ignored: [DL3007, SC2086]\noverride: { style: [DL3008] }\ntrustedRegistries: docker.io\nformat: tty\n',
    'failure-threshold: none\nno-fail: true\nstrict-labels: false\ndisable-ignore-pragma: false\nverbose: true\n',
    'label-schema: { author: text, mail: email, free: "" }\n',
  ])
    assert.deepEqual(entries(text), [], text);
  assert.deepEqual(
    entries(
      'ignore: [DL3007]\nignored: [3007]\noverride: { eror: [DL3007], info: DL3006, style: 3 }\nno-fail: "yes"\n',
    ),
    ['ignore', 'ignored', 'override.eror', 'override.style', 'no-fail'],
  );
  assert.deepEqual(entries('label-schema: { url: address }\nfailure-threshold: loud\n'), [
    'label-schema.url',
    'failure-threshold',
  ]);
  assert.deepEqual(entries('override:\n\terror: [DL3007]\n'), [{ kind: 'yaml', line: 2 }]);
  assert.deepEqual(entries('DL3007\n'), [{ kind: 'shape' }]);
});

test('never throws', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseHadolintConfig(`ignored: ${text}`)));
});
