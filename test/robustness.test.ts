import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DEFAULT_CONFIG } from '../server/src/engine/config.ts';
import { fixAll } from '../server/src/engine/fixAll.ts';
import { createFileLinter, lintText, runToEnd, type Report, type Surroundings } from '../server/src/engine/lint.ts';
import { createWorkspace } from '../server/src/workspace/snapshot.ts';

/** Nothing that a user can open or type throws or hangs, and what an edit leaves alone is not checked wrongly. */

const SAMPLES = globSync('samples/**/{*Dockerfile*,*.yaml,go.mod}').toSorted();
const texts = new Map(SAMPLES.map((path) => [`/${path}`, readFileSync(path, 'utf8')]));
const surroundings: Surroundings = {
  workspace: createWorkspace(texts),
  config: { ...DEFAULT_CONFIG, profile: 'strict' },
};
const CHECKED = [...texts.keys()].filter((path) => !path.endsWith('go.mod'));

/** What people type, paste, and what tools and accidents leave behind. */
const SCRAPS = [
  '',
  ' ',
  '\n',
  '\r\n',
  '\t',
  '\\',
  '\\\n',
  '"',
  "'",
  '`',
  '$',
  '${',
  '$((',
  '#',
  '# gantry: ignore ',
  '<<EOF',
  '<<<<<<< HEAD\n',
  '{{ .x }}',
  '{',
  '}',
  '[',
  ']',
  ':',
  '- ',
  '---\n',
  '...\n',
  '%YAML',
  '&a',
  '*a',
  '<<: *a',
  '|',
  '>-',
  '!!binary',
  '\0',
  '\uFEFF',
  '\uD800',
  '😀',
  'FROM ',
  'RUN ',
  'apiVersion: v1\n',
  '@sha256:',
  '--mount=',
];

test('5,000 mutations of the samples throw nothing, and fixing them ends', () => {
  const random = seeded(20260801);
  for (let round = 0; round < 5000; round++) {
    const path = CHECKED[round % CHECKED.length]!;
    let text = texts.get(path)!;
    for (let edits = 1 + (random() % 4); edits > 0; edits--) text = mutate(text, random);
    const where = `mutation ${round} of ${path}`;
    assert.doesNotThrow(() => check(path, text), where);
    // Fixing lints again and again, so every fourth has to do.
    if (round % 4 === 0) assert.doesNotThrow(() => fixEverything(path, text), where);
  }
});

test('linting edit by edit gives what linting from scratch gives', () => {
  const random = seeded(7);
  for (const path of CHECKED) {
    const linter = createFileLinter(path)!;
    let text = texts.get(path)!;
    for (let edit = 0; edit < 60; edit++) {
      text = edit % 10 === 9 ? texts.get(path)! : mutate(text, random);
      const found = runToEnd(linter.steps(text, surroundings)).map(plain);
      assert.deepEqual(found, lintText(path, text, surroundings).map(plain), `edit ${edit} of ${path}`);
    }
  }
});

test('a change of the module changes the Dockerfile and manifest findings that rest on it', () => {
  const linter = createFileLinter('/samples/Dockerfile')!;
  const text = texts.get('/samples/Dockerfile')!;
  const rules = (workspace: Surroundings['workspace']) =>
    runToEnd(linter.steps(text, { ...surroundings, workspace })).map(({ rule }) => rule);
  assert.ok(rules(surroundings.workspace).includes('workspace/go-mod-newer-than-image'));
  const older = createWorkspace(
    new Map(texts).set('/samples/go.mod', 'module example.com/shop\n\ngo 1.24\n'),
    surroundings.workspace,
  );
  assert.ok(!rules(older).includes('workspace/go-mod-newer-than-image'));
});

const MANIFEST = texts.get('/samples/deploy/api.yaml')!;

/** Input → whether findings are expected to be possible at all; every one must come back at once. */
const HOSTILE: Readonly<Record<string, [path: string, text: string]>> = {
  'an empty Dockerfile': ['/w/Dockerfile', ''],
  'an empty manifest': ['/w/a.yaml', ''],
  'a half-typed Dockerfile': ['/w/Dockerfile', 'FROM golang:1.2'],
  'a Dockerfile that ends in a continuation': ['/w/Dockerfile', 'FROM a\nRUN x \\\n  && \\'],
  'a binary file named Dockerfile': [
    '/w/Dockerfile',
    String.fromCharCode(...Array.from({ length: 4096 }, (_, at) => (at * 7919) % 256)),
  ],
  'conflict markers': [
    '/w/a.yaml',
    MANIFEST.replace('replicas: 3', '<<<<<<< HEAD\n  replicas: 3\n=======\n  replicas: 4\n>>>>>>> other'),
  ],
  'a Helm template': ['/w/a.yaml', MANIFEST.replace('name: api', 'name: {{ include "x" . }}')],
  'a map of 20,000 keys': [
    '/w/a.yaml',
    `apiVersion: v1\nkind: ConfigMap\ndata:\n${Array.from({ length: 20_000 }, (_, at) => `  key${at}: "${at}"\n`).join('')}`,
  ],
  'an alias bomb': [
    '/w/a.yaml',
    `apiVersion: v1\nkind: Pod\na0: &a0 [x]\n${Array.from({ length: 60 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(10)}]\n`).join('')}spec: *a60\n`,
  ],
  'a merge bomb': [
    '/w/a.yaml',
    `apiVersion: v1\nkind: Pod\nm0: &m0 {x: 1}\n${Array.from({ length: 60 }, (_, at) => `m${at + 1}: &m${at + 1} {<<: [${`*m${at},`.repeat(10)}]}\n`).join('')}spec: *m60\n`,
  ],
  'nesting 100,000 deep': ['/w/a.yaml', `apiVersion: v1\nkind: Pod\nspec: ${'['.repeat(100_000)}`],
  'nesting by dashes': ['/w/a.yaml', `apiVersion: v1\nkind: Pod\nspec:\n  ${'- '.repeat(50_000)}x`],
  'a line of 5 MB': ['/w/a.yaml', `apiVersion: v1\nkind: ConfigMap\ndata: { a: "${'x'.repeat(5_000_000)}" }\n`],
  'a Dockerfile line of 5 MB': ['/w/Dockerfile', `FROM a\nRUN echo ${'$x '.repeat(1_700_000)}`],
  '100,000 documents': ['/w/a.yaml', '---\n'.repeat(100_000)],
  'a variable that refers to itself': ['/w/Dockerfile', 'ARG A=$A$A\nFROM $A\nENV B=$B$B C=${C:-$C}\nUSER $B'],
  'doubling variables': [
    '/w/Dockerfile',
    `ARG A0=x\n${Array.from({ length: 60 }, (_, at) => `ARG A${at + 1}=$A${at}$A${at}`).join('\n')}\nFROM $A60`,
  ],
  'a stage cycle': ['/w/Dockerfile', 'FROM b AS a\nFROM a AS b\nCOPY --from=b / /\n'],
};

for (const [name, [path, text]] of Object.entries(HOSTILE)) {
  // The bound is there to tell an answer from a hang; how fast it is, the benchmark says.
  test(`survives ${name}`, { timeout: 20_000 }, () => {
    check(path, text);
    fixEverything(path, text);
  });
}

for (const name of ['conflict markers', 'nesting 100,000 deep']) {
  test(`says of ${name} that it cannot be read, once`, () => {
    assert.deepEqual(
      lintText(...HOSTILE[name]!, surroundings).map(({ rule }) => rule),
      ['kubernetes/yaml-syntax'],
    );
  });
}

for (const name of ['a Helm template', 'an empty manifest']) {
  test(`has nothing to say about ${name}`, () => assert.deepEqual(lintText(...HOSTILE[name]!, surroundings), []));
}

function check(path: string, text: string): void {
  const reports = lintText(path, text, surroundings);
  for (const { span, fixes } of reports) {
    assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, 'the span lies in the text');
    for (const fix of fixes) fix.edits();
  }
}

function fixEverything(path: string, text: string): void {
  fixAll(path, text, (each) => lintText(path, each, surroundings));
}

function plain({ rule, severity, span, message, fixes }: Report) {
  return { rule, severity, span, message, fixes: fixes.map(({ title, edits }) => [title, edits()]) };
}

function mutate(text: string, random: () => number): string {
  const at = random() % (text.length + 1);
  const to = Math.min(text.length, at + (random() % 12));
  const kind = random() % 4;
  if (kind === 0) return text.slice(0, at) + text.slice(to);
  if (kind === 1) return text.slice(0, at) + text.slice(at, to).repeat(2) + text.slice(to);
  if (kind === 2) return text.slice(0, at) + SCRAPS[random() % SCRAPS.length] + text.slice(at);
  return text.slice(0, at) + SCRAPS[random() % SCRAPS.length] + text.slice(to);
}

/** Mulberry32: the same mutations on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
