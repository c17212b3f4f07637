import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readDirectly } from './direct.ts';
import { readWithLibrary } from './library.ts';

/** Everything that is read directly, each kind of node in each place that it may have. */
const READ = [
  'a: 1\nb:\n  c: x y # z\n  d:\ne: "q\\n\\t\\"" # c\n',
  '---\n# c\na:\n- b: 1\n  c: 2\n-\n- - x\n  - y\n-\n  d: e\n',
  "a: one\n  two\n\n  three # c\nb: \"one\n  two\n\n  three\"\nc: 'it''s\n  so'\n",
  'a: |\n  one\n   two\n\n  three\n\nb: >-\n  one\n  two\n\n  three\nc: |+\n  kept\n\n\nd: |-\n',
  '{"a": [1, "b", {"c": null}], "d": {}, "e": []}\n',
  'a: [x, y: z]\nb: {c: d, "e":f}\n',
  'a: [\n  x, # c\n  "y",\n]\nb: {\n  c: d,\n  e: {f: [g]} }\n',
  'a: &x\n  b: c\nd: *x\ne: &y text\nf: [*y, *x]\ng:\n  <<: *x\n  h: &x again\ni: *x\n',
  '"a" : b\n\'c\': "\\u0041\\x42\\/"\nd: "x\\\n  y"\n',
  'a: -1\nb: ?x\nc: :y\nd: a:b\ne: a#b\nf: http://x#y\n- no\n',
  'a: 1\r\nb:\r\n- c: |\r\n    x\r\n    y\r\n- d: "e"\r\n...\r\n',
  '  a: 1\n  b: 2\n',
  'a:\n\n  # c\n\n  b: 1\n# end',
  'text',
  '- a\n-  b: c\n   d: e\n-   - f\n    - g: h\n',
] as const;

const PIECES: readonly string[] = [
  ':-?#|>&*!%@`"\'{}[], \t\r\n\\'.split(''),
  ['\n\n', '\n  ', '\n    ', '\r\n', ' #', ': ', '- ', '\n- ', '---\n', '...\n', '\uFEFF', '\u00a0', '|2\n', '!!str '],
  ['x', 'k: v', '[a]', '{b: c}', '&x ', '*x', '<<: *x\n', '""', "''", '\n# c\n', '|+', '>\n', '\u0085', '\u2028'],
].flat();

/** Where it gives a tree, all of it is as the library reads it, and the library has nothing to complain of. */
function agrees(text: string): void {
  const tree = readDirectly(text);
  if (!tree) return;
  const { root, shared, problems } = readWithLibrary(text, text);
  // A comment before a plain text that is a key's value is taken for a part of a key there.
  if (problems.some(({ code }) => code === 'MULTILINE_IMPLICIT_KEY')) return;
  assert.deepEqual(problems, []);
  assert.deepEqual(tree.root, root);
  assert.deepEqual(tree.shared, shared);
}

for (const text of READ) test(`read as the library reads it: ${JSON.stringify(text)}`, () => agrees(text));

test('what manifests are written in is read directly', () => {
  const given = READ.filter((text) => !readDirectly(text));
  assert.deepEqual(given, [READ[5], READ[9]]);
});

test('a text in brackets that is a key, tabs, tags and directives are left to the library', () => {
  for (const text of [
    '[a]: b\n',
    'a:\tb\n',
    'a: !!str 1\n',
    '%YAML 1.2\n---\na: b\n',
    '? a\n: b\n',
    '\uFEFFa: b\n',
    '---\n',
  ]) {
    assert.equal(readDirectly(text), undefined, JSON.stringify(text));
  }
});

test('a document without content is none, however long it is', () => {
  for (const text of ['', '\n\n  \n', '# only a comment\n'])
    assert.deepEqual(readDirectly(text), { root: undefined, dangling: [], shared: new Set() }, JSON.stringify(text));
});

test('a Helm expression is left to the library, which finds a template', () => {
  assert.equal(readDirectly('a: {{ .Values.x }}\n'), undefined);
});

test('a comment before a plain text that is a value', () => {
  const root = readDirectly('a:\n\n# c\n  x y\nb: c\n')?.root;
  assert.deepEqual(root?.type === 'map' && root.pairs.map(({ value }) => value.type === 'scalar' && value.text), [
    'x y',
    'c',
  ]);
});

test('no change of a text makes the two differ', () => {
  const at = fc.double({ min: 0, max: 1, noNaN: true });
  const change = fc.record({ at, cut: fc.nat({ max: 6 }), piece: fc.constantFrom('', ...PIECES) });
  fc.assert(
    fc.property(fc.constantFrom(...READ), fc.array(change, { minLength: 1, maxLength: 4 }), (text, changes) => {
      let changed: string = text;
      for (const { at: where, cut, piece } of changes) {
        const offset = Math.floor(where * changed.length);
        changed = changed.slice(0, offset) + piece + changed.slice(offset + cut);
      }
      agrees(changed);
    }),
    { numRuns: 5000 },
  );
});

test('text of YAML’s own characters', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }), (pieces) => agrees(pieces.join(''))),
    { numRuns: 5000 },
  );
});
