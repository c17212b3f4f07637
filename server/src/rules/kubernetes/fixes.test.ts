import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../core/text.ts';
import { say } from '../../engine/catalogue.ts';
import { DEFAULT_CONFIG } from '../../engine/config.ts';
import { lintText, type Report } from '../../engine/lint.ts';
import { parseYaml } from '../../parse/yaml.ts';
import { valueOf } from '../../parse/yaml/value.ts';
import { createWorkspace } from '../../workspace/snapshot.ts';

const PATH = '/deploy.yaml';
const workspace = createWorkspace(new Map());
const CASES = globSync(new URL('*.cases.yaml', import.meta.url).pathname).map((file) => readFileSync(file, 'utf8'));

function lint(text: string): readonly Report[] {
  return lintText(PATH, text, { workspace, config: DEFAULT_CONFIG });
}

/** What a finding is, wherever it stands. */
function named({ rule, message, severity }: Report): string {
  return `${severity} ${rule} ${say(rule, message, 'en')}`;
}

function comments(text: string): readonly string[] {
  return text.match(/(?:^|[ \t])#.*$/gm) ?? [];
}

/** Rules whose fix lets a field be read that could not be read before, so that others then have something to say. */
const UNCOVERS =
  /(?:-expected|yaml11-bool|missing-doc-separator|yaml-syntax|invalid-enum|removed-or-deprecated-api|invalid-quantity|gomemlimit-bad-unit)$/;

/** What is left over when something is taken away: a volume that nothing mounts any more. */
const HINTS = new Set(['kubernetes/volume-mount-unresolved']);

function countByRule(reports: readonly Report[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of reports) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

function problems(text: string): number {
  return parseYaml(text).documents.flatMap(({ document }) => document.problems).length;
}

/** Applies every fix alone: its finding goes, none comes, comments stay and the text is still YAML. */
function assertFixes(text: string): number {
  let fixes = 0;
  const reports = lint(text);
  const before = countByRule(reports);
  for (const report of reports) {
    for (const fix of report.fixes) {
      const edits = fix.edits();
      const after = applyEdits(text, edits);
      const what = `${named(report)}: ${say(report.rule, fix.title, 'en')}`;
      const rest = countByRule(lint(after));
      assert.ok((rest.get(report.rule) ?? 0) < (before.get(report.rule) ?? 0), what);
      const added = [...rest].filter(([rule, count]) => count > (before.get(rule) ?? 0) && !HINTS.has(rule));
      // What is not safe is a decision, and may lead to the next one.
      if (fix.safe && !UNCOVERS.test(report.rule)) assert.deepEqual(added, [], what);
      // A comment goes only with the line it speaks of.
      const removed = edits.map(({ span }) => text.slice(span.start, span.end)).join('\n');
      const lost = comments(text).filter((comment) => !comments(after).includes(comment));
      assert.deepEqual(
        lost.filter((comment) => !removed.includes(comment.trim())),
        [],
        what,
      );
      assert.ok(problems(after) <= problems(text), what);
      fixes += 1;
    }
  }
  return fixes;
}

test('every fix of every case clears its finding and changes nothing else', () => {
  const fixes = CASES.map(assertFixes);
  assert.ok(fixes.filter((count) => count > 0).length > CASES.length * 0.8, 'most rules offer fixes');
});

test('and so it does with Windows line breaks', () => {
  for (const text of CASES) assertFixes(text.replaceAll('\n', '\r\n'));
});

/** All documents of a case as JSON, or none where one has what JSON lacks, such as aliases. */
function asJson(text: string): string | undefined {
  const documents = parseYaml(text).documents.filter(({ document }) => document.root);
  const values = documents.map(({ document }) => (document.problems.length > 0 ? undefined : valueOf(document.root)));
  return values.includes(undefined)
    ? undefined
    : values.map((value) => JSON.stringify(value, undefined, 2)).join('\n---\n');
}

test('and so it does in JSON, which stays JSON', () => {
  const texts = CASES.flatMap((text) => asJson(text) ?? []);
  assert.ok(texts.length > CASES.length * 0.5, 'most cases can be written so');
  for (const text of texts) {
    assertFixes(text);
    for (const { fixes } of lint(text)) {
      for (const fix of fixes) {
        for (const part of applyEdits(text, fix.edits()).split(/^---$/m)) JSON.parse(part);
      }
    }
  }
});

test('broken manifests give findings or silence, and fixes that can be made', () => {
  const edit = fc.tuple(
    fc.nat(),
    fc.nat(30),
    fc.constantFrom('', '\n', ' ', '---\n', '"', "'", '{', ']', ': ', '- ', '&a ', '*a', '# ', '\t', '\ud800', '<<: '),
  );
  fc.assert(
    fc.property(fc.constantFrom(...CASES), fc.array(edit, { minLength: 1, maxLength: 5 }), (source, edits) => {
      let text = source;
      for (const [at, length, inserted] of edits) {
        const start = at % (text.length + 1);
        text = text.slice(0, start) + inserted + text.slice(start + length);
      }
      for (const { span, fixes } of lint(text)) {
        assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length);
        for (const fix of fixes) applyEdits(text, fix.edits());
      }
    }),
    { numRuns: 500 },
  );
});
