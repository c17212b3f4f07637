import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../core/text.ts';
import { say } from '../../engine/catalogue.ts';
import { DEFAULT_CONFIG } from '../../engine/config.ts';
import { lintText, type Report } from '../../engine/lint.ts';
import { parseYaml } from '../../parse/yaml.ts';
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

/** Applies every fix alone: its finding goes, none comes, comments stay and the text is still YAML. */
function assertFixes(text: string): number {
  let fixes = 0;
  const reports = lint(text);
  const before = reports.map(named);
  for (const report of reports) {
    for (const fix of report.fixes) {
      const after = applyEdits(text, fix.edits());
      const what = `${named(report)}: ${say(report.rule, fix.title, 'en')}`;
      const rest = lint(after).map(named);
      assert.ok(
        rest.filter((other) => other === named(report)).length <
          before.filter((other) => other === named(report)).length,
        what,
      );
      assert.deepEqual(
        rest.filter((other) => !before.includes(other)),
        [],
        what,
      );
      assert.deepEqual(comments(after), comments(text), what);
      assert.deepEqual(
        parseYaml(after).documents.flatMap(({ document }) => document.problems),
        [],
        what,
      );
      fixes += 1;
    }
  }
  return fixes;
}

test('every fix of every case clears its finding and changes nothing else', () => {
  const fixes = CASES.map(assertFixes);
  assert.ok(
    fixes.every((count) => count > 0),
    'each rule offers fixes',
  );
});

test('and so it does with Windows line breaks', () => {
  for (const text of CASES) assertFixes(text.replaceAll('\n', '\r\n'));
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
