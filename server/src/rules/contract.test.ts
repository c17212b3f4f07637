import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { applyEdits } from '../core/text.ts';
import { fileKind } from '../core/fileKind.ts';
import { KUBERNETES_CHECKS, kubernetesCheck } from '../core/kubernetes/peerChecks.ts';
import { codeOf, HADOLINT_CODES, peerOf } from '../core/peerChecks.ts';
import { createConfigLookup, gantryConfigs, hadolintConfigs } from '../engine/config.ts';
import { lintText, type Report } from '../engine/lint.ts';
import { claimsOf, claimsOfReports } from '../testing/claims.ts';
import { formatTxtar, parseTxtar } from '../testing/txtar.ts';
import { casesIn, kindsOf, workspaceOf } from '../testing/workspaces.ts';
import type { Rule } from './define.ts';
import { rules, translations, type RuleId } from './index.ts';

/** What every rule promises. A new rule gets these tests by existing. */

const FILE_OF = { dockerfile: 'Dockerfile', kubernetes: 'deploy.yaml', manifest: 'deploy.yaml' } as const;

for (const [id, rule] of Object.entries(rules) as [RuleId, Rule][]) {
  test(`${id}: documentation is complete`, () => {
    assert.match(rule.summary, /^[A-Z].*\.$/);
    assert.ok(rule.rationale.trim().length > 80, 'the rationale says what happens and why');
    assert.ok(rule.sources.length > 0 && rule.sources.every((address) => URL.canParse(address)));
    for (const name of rule.equivalents ?? []) assert.ok(isKnown(name), name);
    for (const message of Object.values(rule.messages)) assert.match(message, /^[^a-z].*\.$/s, message);
    for (const title of Object.values(rule.fixes)) assert.match(title, /^[A-Z].*[^.]$/s, title);
  });

  test(`${id}: the Chinese texts have the same keys and arguments`, () => {
    const chinese = translations[id] as unknown as Record<'messages' | 'fixes' | 'related', Record<string, string>> & {
      summary: string;
      rationale: string;
      examples: string[];
    };
    assert.match(chinese.summary, /\p{Script=Han}.*。$/su);
    assert.match(chinese.rationale, /\p{Script=Han}/u);
    assert.equal(chinese.examples.length, rule.examples.length);
    for (const kind of ['messages', 'fixes', 'related'] as const) {
      assert.deepEqual(placeholders(chinese[kind] ?? {}), placeholders(rule[kind]), kind);
    }
  });

  test(`${id}: cases beside the rule hold`, () => {
    const cases = casesOf(id);
    assert.ok(
      cases.some(({ files }) => [...files.values()].some((text) => claimsOf(text, '').length > 0)),
      'some case claims a finding',
    );
    assert.ok(cases.length > 1 || cases[0]!.files.get('deploy.yaml')?.includes('\n---'), 'more than one case');
    for (const { name, files } of cases) {
      for (const [path, text] of files) {
        if (path.endsWith('go.mod')) continue;
        const own = lintIn(files, path, id).filter((report) => report.rule === id);
        assert.deepEqual(
          claimsOfReports(text, own).toSorted(),
          claimsOf(text, rule.severity).toSorted(),
          `${name}${path}`,
        );
      }
    }
  });

  test(`${id}: every fix of a case clears its finding`, () => {
    for (const { name, files } of casesOf(id)) {
      for (const path of [...files.keys()].filter((each) => !each.endsWith('go.mod'))) {
        const own = lintIn(files, path, id).filter((report) => report.rule === id);
        for (const fix of own.flatMap(({ fixes }) => fixes)) {
          const file = fix.file.slice(1);
          const after = new Map(files).set(file, applyEdits(files.get(file) ?? '', fix.edits()));
          const left = lintIn(after, path, id).filter((report) => report.rule === id);
          assert.ok(left.length < own.length, `${name}${path}: ${fix.title.id}`);
        }
      }
    }
  });

  for (const { title, bad, good } of rule.examples) {
    test(`${id}: ${title}`, () => {
      const before = filesOf(bad, rule);
      const [finding, ...others] = lintAll(before, id).filter((report) => report.rule === id);
      assert.ok(finding, 'the bad example has a finding');
      assert.deepEqual(others, [], 'and only one');
      assert.deepEqual(
        lintAll(filesOf(good, rule), id).map(({ rule: found, message }) => [found, message]),
        [],
        'the good example has none of any rule',
      );
      const [fix] = finding.fixes;
      if (fix) {
        const path = fix.file.slice(1);
        assert.equal(before.has(path), !fix.creates, 'a fix makes a file that is not there, or edits one that is');
        const after = new Map(before).set(path, applyEdits(before.get(path) ?? '', fix.edits()));
        assert.equal(
          isArchive(bad) ? formatTxtar(after) : [...after.values()].join(''),
          good,
          'the first fix turns bad into good',
        );
      }
    });
  }
}

function placeholders(templates: Readonly<Record<string, string>>): Record<string, string[]> {
  const used = (template: string): string[] =>
    [...new Set([...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!))].toSorted();
  return Object.fromEntries(Object.entries(templates).map(([key, template]) => [key, used(template)]));
}

/** Each case is a small workspace: path → text. */
function casesOf(id: RuleId): { name: string; files: Map<string, string> }[] {
  const [file] = globSync(new URL(`${id}.cases.*`, import.meta.url).pathname);
  assert.ok(file, `${id}.cases.* exists`);
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.txtar')) return casesIn(parseTxtar(text));
  if (file.endsWith('.yaml')) return [{ name: '', files: new Map([['deploy.yaml', text]]) }];
  return text
    .split(/^#---.*\n/m)
    .map((part, at) => ({ name: `case ${at + 1}: `, files: new Map([['Dockerfile', part]]) }));
}

function isArchive(text: string): boolean {
  return /^-- .+ --$/m.test(text);
}

function filesOf(example: string, rule: Rule): Map<string, string> {
  return isArchive(example) ? parseTxtar(example) : new Map([[FILE_OF[rule.target], example]]);
}

/** Whether a check of that name exists elsewhere. */
function isKnown(name: string): boolean {
  const ours = kubernetesCheck(name);
  if (ours) return KUBERNETES_CHECKS[ours.peer].includes(ours.check);
  const peer = peerOf(name);
  if (peer === 'hadolint') return HADOLINT_CODES.includes(name);
  return peer === 'dockerfile-utils' ? codeOf(name) !== name : peer !== undefined;
}

/** Rules that have something to say of nearly every workload; examples of others need not satisfy them. */
const QUIET = { 'kubernetes/container-hardening': 'off' } as const;

/** All recommended rules, and the one that is looked at. */
function lintAll(files: ReadonlyMap<string, string>, id: RuleId): Report[] {
  return [...files.keys()].filter((path) => fileKind(path) !== 'goMod').flatMap((path) => lintIn(files, path, id));
}

function lintIn(files: ReadonlyMap<string, string>, path: string, id: RuleId): readonly Report[] {
  const texts = new Map([...files].map(([name, text]) => [`/${name}`, text]));
  const workspace = workspaceOf(texts);
  const { profile, severity }: Pick<Rule, 'profile' | 'severity'> = rules[id];
  const own = {
    rules: {
      ...Object.fromEntries(Object.entries(QUIET).filter(([quiet]) => quiet !== id)),
      ...(profile === 'strict' && { [id]: severity }),
    },
  };
  const configOf = createConfigLookup({
    settings: own,
    gantry: gantryConfigs(texts),
    hadolint: hadolintConfigs(texts),
    repositories: workspace.repositories,
  });
  return lintText(`/${path}`, files.get(path)!, { workspace, config: configOf(`/${path}`), kinds: kindsOf(texts) });
}
