import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mergeConfigs, parseConfig, toConfig, wantedSeverity } from './config.ts';

test('reads severities from .gantry.yaml', () => {
  const text = 'rules:\n  dockerfile/latest-tag: error # strict here\n  "kubernetes/gomemlimit-missing": hint\n';
  assert.deepEqual(parseConfig(text), {
    rules: { 'dockerfile/latest-tag': 'error', 'kubernetes/gomemlimit-missing': 'hint' },
  });
});

test('the profile decides about strict rules, and a rule named by the user about itself', () => {
  const id = 'dockerfile/latest-tag';
  assert.equal(wantedSeverity(parseConfig(''), id, 'strict'), 'off');
  assert.equal(wantedSeverity(parseConfig('profile: strict'), id, 'strict'), undefined);
  assert.equal(wantedSeverity(parseConfig(`rules: { ${id}: info }`), id, 'strict'), 'info');
  assert.equal(wantedSeverity(parseConfig(`{ profile: strict, rules: { ${id}: off } }`), id, 'strict'), 'off');
  assert.equal(wantedSeverity(parseConfig('profile: loud'), id, undefined), undefined);
  assert.equal(mergeConfigs(toConfig({ ruleProfile: 'strict' }), parseConfig('')).profile, 'strict');
  assert.equal(
    mergeConfigs(toConfig({ ruleProfile: 'strict' }), parseConfig('profile: recommended')).profile,
    'recommended',
  );
});

test('off is off, also where a YAML 1.1 tool has made it false', () => {
  assert.deepEqual(parseConfig('rules: { dockerfile/latest-tag: off }').rules, { 'dockerfile/latest-tag': 'off' });
  assert.deepEqual(parseConfig('rules: { dockerfile/latest-tag: false }').rules, { 'dockerfile/latest-tag': 'off' });
});

test('what is not valid stays at its default', () => {
  for (const text of [
    '',
    'rules:',
    'rules: 3',
    'rules: { dockerfile/latest-tag: loud }',
    'rules: { no/such: error }',
    'rules: [',
    '- a',
    '\tx',
  ])
    assert.deepEqual(parseConfig(text), { rules: {} }, text);
  for (const value of [undefined, null, 3, 'x', [], { rules: null }, { rules: { 'dockerfile/latest-tag': 1 } }])
    assert.deepEqual(toConfig(value), { rules: {} });
});

test('the repository has the last word over the user', () => {
  const user = toConfig({ rules: { 'dockerfile/latest-tag': 'off', 'dockerfile/root-final': 'info' } });
  assert.deepEqual(mergeConfigs(user, parseConfig('rules: { dockerfile/latest-tag: error }')).rules, {
    'dockerfile/latest-tag': 'error',
    'dockerfile/root-final': 'info',
  });
});

test('never throws', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseConfig(`rules: ${text}`)));
});
