import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseHadolintConfig } from '../parse/hadolintConfig.ts';
import type { RuleId } from '../rules/index.ts';
import { EMPTY_WORKSPACE } from '../workspace/snapshot.ts';
import {
  configProblems,
  createConfigLookup,
  DEFAULT_CONFIG,
  mergeConfigs,
  parseConfig,
  toConfig,
  wantedSeverity,
} from './config.ts';
import { lintText } from './lint.ts';

test('reads severities from .gantry.yaml', () => {
  const text = 'rules:\n  dockerfile/latest-tag: error # strict here\n  "kubernetes/gomemlimit-missing": hint\n';
  assert.deepEqual(parseConfig(text), {
    rules: { 'dockerfile/latest-tag': 'error', 'kubernetes/gomemlimit-missing': 'hint' },
  });
});

test('the profile decides about strict rules, and a rule named by the user about itself', () => {
  const id = 'dockerfile/latest-tag';
  const strict = { profile: 'strict', equivalents: [] } as const;
  assert.equal(wantedSeverity(parseConfig(''), id, strict), 'off');
  assert.equal(wantedSeverity(parseConfig('profile: strict'), id, strict), undefined);
  assert.equal(wantedSeverity(parseConfig(`rules: { ${id}: info }`), id, strict), 'info');
  assert.equal(wantedSeverity(parseConfig(`{ profile: strict, rules: { ${id}: off } }`), id, strict), 'off');
  assert.equal(wantedSeverity(parseConfig('profile: loud'), id, { ...strict, profile: undefined }), undefined);
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

test('trusted registries are read, and what is no list is not', () => {
  assert.deepEqual(parseConfig('trustedRegistries: [ghcr.io, 3]').policy, { trustedRegistries: ['ghcr.io'] });
  assert.equal(parseConfig('trustedRegistries: { a: b }').policy, undefined);
  assert.deepEqual(mergeConfigs(parseConfig('trustedRegistries: [a.io]'), parseConfig('')).policy, {
    trustedRegistries: ['a.io'],
  });
});

const HADOLINT = parseHadolintConfig('ignored: [DL3007]\noverride: { error: [DL3006], style: [DL3008] }\n');

test('what a project wants about CPU limits', () => {
  assert.deepEqual(parseConfig('cpuLimits: forbid').policy, { cpuLimits: 'forbid' });
  assert.equal(parseConfig('cpuLimits: never').policy, undefined);
  assert.equal(configProblems('cpuLimits: never\n').length, 1);
  assert.deepEqual(configProblems('cpuLimits: ignore\n'), []);
});

test('codes of hadolint are severities of the same checks, unless Gantry has been told itself', () => {
  const configOf = createConfigLookup({
    settings: toConfig({ rules: { 'dockerfile/untagged-base': 'info' } }),
    gantry: new Map(),
    hadolint: new Map([['/w', HADOLINT]]),
    repositories: new Set(),
  });
  const wanted = (id: RuleId, code: string, profile?: 'strict') =>
    wantedSeverity(configOf('/w/Dockerfile'), id, { profile, equivalents: [code] });
  assert.equal(wanted('dockerfile/latest-tag', 'DL3007'), 'off');
  assert.equal(wanted('dockerfile/untagged-base', 'DL3006'), 'info');
  assert.equal(wanted('dockerfile/pin-packages', 'DL3008', 'strict'), 'hint');
  assert.equal(wanted('dockerfile/pin-packages', 'DL3018', 'strict'), 'off');
  assert.equal(wanted('dockerfile/sudo', 'DL3004'), undefined);
});

test('the nearest .hadolint.yaml counts, up to the root of the repository, and objects stay the same', () => {
  const other = parseHadolintConfig('trustedRegistries: [a.io]');
  const configOf = createConfigLookup({
    settings: DEFAULT_CONFIG,
    gantry: new Map([['/w', parseConfig('trustedRegistries: [b.io]')]]),
    hadolint: new Map([
      ['/w', HADOLINT],
      ['/w/a', other],
    ]),
    repositories: new Set(['/w/nested']),
  });
  assert.equal(configOf('/w/x/Dockerfile'), configOf('/w/y/z/Dockerfile'));
  assert.equal(configOf('/w/x/Dockerfile').codes?.get('DL3007'), 'off');
  assert.equal(configOf('/w/a/b/Dockerfile').codes?.size, 0);
  assert.equal(configOf('/w/nested/Dockerfile').codes, undefined);
  assert.equal(configOf('untitled:Untitled-1').codes, undefined);
  assert.deepEqual(configOf('/w/a/Dockerfile').policy?.trustedRegistries, ['b.io'], 'ours wins');
});

test('the nearest .gantry.yaml counts, over the settings, and documents that lie nowhere are at home', () => {
  const id = 'dockerfile/latest-tag';
  const configOf = createConfigLookup({
    settings: toConfig({ ruleProfile: 'strict', rules: { [id]: 'hint' } }),
    gantry: new Map([
      ['/w', parseConfig(`rules: { ${id}: error }`)],
      ['/w/legacy', parseConfig(`rules: { ${id}: off }`)],
      ['c:/w', parseConfig(`rules: { ${id}: info }`)],
    ]),
    hadolint: new Map(),
    repositories: new Set(['/w/nested']),
    home: '/w',
  });
  const severityAt = (path: string) => configOf(path).rules[id];
  assert.equal(severityAt('/w/api/Dockerfile'), 'error');
  assert.equal(severityAt('/w/nested/Dockerfile'), 'error');
  assert.equal(severityAt('/w/legacy/a/Dockerfile'), 'off');
  assert.equal(severityAt('/elsewhere/Dockerfile'), 'hint');
  assert.equal(severityAt('c:/w/Dockerfile'), 'info');
  assert.equal(severityAt('untitled:Untitled-1'), 'error');
  assert.equal(configOf('/w/legacy/Dockerfile').profile, 'strict');
});

test('a project may want hadolint’s comments unheard', () => {
  const configOf = createConfigLookup({
    settings: DEFAULT_CONFIG,
    gantry: new Map(),
    hadolint: new Map([['/w', parseHadolintConfig('disable-ignore-pragma: true')]]),
    repositories: new Set(),
  });
  const lint = (text: string) =>
    lintText('/w/Dockerfile', text, { workspace: EMPTY_WORKSPACE, config: configOf('/w/Dockerfile') });
  const rest = 'FROM alpine:latest\nUSER 65532:65532\n';
  assert.equal(lint(`# hadolint ignore=DL3007\n${rest}`).length, 1);
  assert.equal(lint(`# gantry: ignore latest-tag\n${rest}`).length, 0);
});

test('what of .gantry.yaml does not count is named', () => {
  const entries = (text: string) =>
    configProblems(text).map((problem) => ('entry' in problem ? problem.entry : problem));
  for (const text of [
    '',
    '# nothing yet',
    'profile: strict\nrules: { dockerfile/latest-tag: off, dockerfile/sudo: false }\ntrustedRegistries: [ghcr.io]\n',
  ])
    assert.deepEqual(entries(text), [], text);
  assert.deepEqual(
    entries('rules: { dockerfile/latset-tag: off, dockerfile/sudo: loud, toString: off }\nprofile: loud\nrule: {}\n'),
    ['rules.dockerfile/latset-tag', 'rules.dockerfile/sudo', 'rules.toString', 'profile', 'rule'],
  );
  assert.deepEqual(entries('rules: off\ntrustedRegistries: ghcr.io\n'), ['rules', 'trustedRegistries']);
  assert.deepEqual(entries('rules:\n  dockerfile/sudo: [\n'), [{ kind: 'yaml', line: 3 }]);
  assert.deepEqual(entries('- dockerfile/sudo'), [{ kind: 'shape' }]);
});

test('a list that comes by an alias is one, and what refers to itself is nothing', () => {
  assert.deepEqual(parseConfig('a: &a ghcr.io\ntrustedRegistries: [*a]').policy, { trustedRegistries: ['ghcr.io'] });
  assert.deepEqual(parseConfig('rules: &a { dockerfile/sudo: *a }').rules, {});
});

test('never throws', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseConfig(`rules: ${text}`)));
});
