import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { array, assert as check, constantFrom, property } from 'fast-check';
import { fileKind } from '../../core/fileKind.ts';
import { applyEdits, type TextEdit } from '../../core/text.ts';
import { createConfigLookup, DEFAULT_CONFIG, gantryConfigs, hadolintConfigs } from '../../engine/config.ts';
import { type Dockerfile, parseDockerfile } from '../../parse/dockerfile.ts';
import { parseTxtar } from '../../testing/txtar.ts';
import { casesIn, workspaceOf } from '../../testing/workspaces.ts';
import type { Context, Finding, Rule } from '../define.ts';

/** Every fix that any case of a Dockerfile rule offers: it clears its finding and changes nothing but what it says. */

const folder = new URL('.', import.meta.url).pathname;
const ids = globSync(`${folder}*.ts`, { exclude: ['**/*.test.ts'] }).map((file) => basename(file, '.ts'));

/** What these fixes are for is another shape: a stage more or less, a comment that becomes a directive. */
const RESHAPES = new Set([
  'builder-as-final',
  'go-run-as-cmd',
  'directive-problem',
  'from-missing-or-late',
  'unknown-instruction',
  'unreachable-stage',
  'unterminated-heredoc',
]);

for (const id of ids) {
  const { default: rule } = (await import(`./${id}.ts`)) as { default: Rule<'dockerfile'> };
  const cases = casesOf(id, rule);

  test(`${id}: fixes clear their finding, and only that`, () => {
    let tried = 0;
    for (const { text, context, files } of cases) {
      const findings = [...rule.run(parseDockerfile(text), context)];
      for (const fix of findings.flatMap(({ fixes }) => fixes)) {
        tried++;
        const edits = fix.edits();
        if (fix.file !== undefined) {
          const before = files.get(fix.file);
          assert.equal(before === undefined, fix.creates === true);
          const mended = caseOf(new Map(files).set(fix.file, applyEdits(before ?? '', edits)), context.path).context;
          assert.ok([...rule.run(parseDockerfile(text), mended)].length < findings.length);
          continue;
        }
        const after = applyEdits(text, edits);
        assertDisjoint(edits, text);
        // Some mend several at once: one ARG for every use in its stage.
        assert.ok([...rule.run(parseDockerfile(after), context)].length < findings.length, after);
        assertSameShape(parseDockerfile(text), parseDockerfile(after), RESHAPES.has(id));
      }
    }
    assert.equal(tried > 0, Object.keys(rule.fixes).length > 0, 'some case offers a fix, if the rule has one');
  });

  test(`${id}: fixes keep CRLF and a missing final line break`, () => {
    for (const { text, context } of cases) {
      const windows = text.replaceAll('\n', '\r\n').trimEnd();
      for (const { fixes } of rule.run(parseDockerfile(windows), context)) {
        for (const fix of fixes.filter(({ file }) => file === undefined)) {
          const after = applyEdits(windows, fix.edits());
          assert.doesNotMatch(after, /[^\r]\n|\r(?!\n)/, 'every line break is one of Windows');
          assert.doesNotMatch(after, /\n$/, 'no line break is added at the end');
        }
      }
    }
  });

  test(`${id}: broken text neither throws nor leads a fix astray`, () => {
    const pieces = constantFrom(
      '\\',
      '\n',
      '"',
      "'",
      '[',
      '$',
      '${',
      '<<EOF',
      '`',
      ' ',
      '#',
      'FROM ',
      '\u0000',
      '\ud800',
    );
    const samples = cases.filter(({ text }) => text.length > 0);
    const changes = array(constantFrom(...samples.keys()), { minLength: 1, maxLength: 1 });
    check(
      property(
        changes,
        array(pieces, { maxLength: 4 }),
        constantFrom(0.1, 0.3, 0.5, 0.7, 0.9),
        ([index], parts, share) => {
          const { text, context } = samples[index!]!;
          const at = Math.floor(text.length * share);
          const broken = text.slice(0, at) + parts.join('') + text.slice(at);
          for (const finding of rule.run(parseDockerfile(broken), context)) examine(finding, broken);
        },
      ),
      { numRuns: 300 },
    );
  });
}

interface Case {
  readonly text: string;
  readonly context: Context;
  /** All of it, by absolute paths. */
  readonly files: ReadonlyMap<string, string>;
}

function casesOf(id: string, rule: Rule<'dockerfile'>): Case[] {
  const [file = ''] = globSync(`${folder}${id}.cases.*`);
  const written = readFileSync(file, 'utf8').replace(/^#\s*\^.*\n/gm, '');
  // Claims are comments: out they go, so that only what a user would write is left.
  const plain = file.endsWith('.txtar')
    ? casesIn(parseTxtar(written)).flatMap(({ files }) => archived(files))
    : written.split(/^#---.*\n/m).flatMap((text) => archived(new Map([['Dockerfile', text]])));
  const examples = rule.examples.flatMap(({ bad }) =>
    archived(bad.startsWith('-- ') ? parseTxtar(bad) : new Map([['Dockerfile', bad]])),
  );
  return [...plain, ...examples];
}

/** One case for each Dockerfile. */
function archived(archive: ReadonlyMap<string, string>): Case[] {
  const files = new Map([...archive].map(([path, text]) => [`/${path}`, text]));
  return [...files.keys()].filter((path) => fileKind(path) === 'dockerfile').map((path) => caseOf(files, path));
}

function caseOf(files: ReadonlyMap<string, string>, path: string): Case {
  const workspace = workspaceOf(files);
  const configOf = createConfigLookup({
    settings: DEFAULT_CONFIG,
    gantry: gantryConfigs(files),
    hadolint: hadolintConfigs(files),
    repositories: workspace.repositories,
  });
  return { text: files.get(path) ?? '', files, context: { path, workspace, policy: configOf(path).policy } };
}

function examine({ span, fixes }: Finding, text: string): void {
  assert.ok(span.start >= 0 && span.start < span.end && span.end <= text.length, 'a finding has a place to point at');
  for (const fix of fixes) if (fix.file === undefined) assertDisjoint(fix.edits(), text);
}

function assertDisjoint(edits: readonly TextEdit[], text: string): void {
  assert.ok(edits.length > 0);
  const spans = edits.map(({ span }) => span).toSorted((a, b) => a.start - b.start);
  for (const [index, { start, end }] of spans.entries()) {
    assert.ok(start >= (spans[index - 1]?.end ?? 0) && start <= end && end <= text.length);
  }
}

/** Fixes write instructions or change one: stages stay, no new syntax problem appears, comments survive. */
function assertSameShape(before: Dockerfile, after: Dockerfile, reshapes: boolean): void {
  assert.ok(codes(after).length <= codes(before).length, 'no new problem');
  if (reshapes) return;
  assert.equal(after.stages.length, before.stages.length);
  assert.deepEqual(comments(after), comments(before));
}

function codes({ problems }: Dockerfile): string[] {
  return problems.map(({ code }) => code);
}

function comments(dockerfile: Dockerfile): string[] {
  return dockerfile.comments.map(({ text }) => text);
}
