import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { createYamlParser, parseYaml } from './yaml.ts';
import { parseDocument } from './yaml/document.ts';
import { asList, asMap, asScalar, get, getIn } from './yaml/node.ts';
import { splitDocuments } from './yaml/split.ts';

const SPLITS: readonly [string, readonly string[]][] = [
  ['', []],
  ['a: 1\n', ['a: 1\n']],
  ['a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
  ['---\na: 1\n---\n---', ['---\na: 1\n', '---\n', '---']],
  ['# of the first\n---\na: 1\n', ['# of the first\n---\na: 1\n']],
  ['%YAML 1.2\n---\na: 1\n', ['%YAML 1.2\n---\na: 1\n']],
  ['a: 1\n...\n# of the next\n%YAML 1.2\n---\nb: 2', ['a: 1\n...\n', '# of the next\n%YAML 1.2\n---\nb: 2']],
  ['a: |\n  ---\n ---\n---- x\n', ['a: |\n  ---\n ---\n---- x\n']],
  ['a: "\n---\nb', ['a: "\n', '---\nb']],
  ['a: 1\r\n---\r\nb: 2', ['a: 1\r\n', '---\r\nb: 2']],
  ['a: 1\n--- {b: 2}\n---\tc', ['a: 1\n', '--- {b: 2}\n', '---\tc']],
  ['\uFEFF# x\n---\na', ['\uFEFF# x\n---\na']],
  ['a: x\u2028---\nb: 1', ['a: x\u2028---\nb: 1']],
];

for (const [text, parts] of SPLITS) {
  test(`documents of ${JSON.stringify(text)}`, () => {
    assert.deepEqual(
      splitDocuments(text).map(({ start, end }) => text.slice(start, end)),
      parts,
    );
  });
}

test('documents cover the text without gaps', () => {
  const lines = fc.array(fc.constantFrom('---', '--- a', '...', '# c', '%d', 'a: 1', '', ' ---', '---x', '\r'));
  fc.assert(
    fc.property(lines, fc.constantFrom('\n', '\r\n'), (parts, end) => {
      const text = parts.join(end);
      const spans = splitDocuments(text);
      assert.equal(spans.map(({ start, end: stop }) => text.slice(start, stop)).join(''), text);
    }),
  );
});

test('an edit makes one new document and moves the others', () => {
  const parse = createYamlParser();
  const before = parse('a: 1\n---\nb: 2\n---\nc: 3\n').documents;
  const after = parse('a: 1\n---\nb: 200\n---\nc: 3\n').documents;
  assert.equal(after[0]?.document, before[0]?.document);
  assert.notEqual(after[1]?.document, before[1]?.document);
  assert.equal(after[2]?.document, before[2]?.document);
  assert.equal(after[2]?.offset, (before[2]?.offset ?? 0) + 2);
});

const SAMPLE = readFileSync(new URL('../../../samples/deploy/api.yaml', import.meta.url), 'utf8');

test('edit after edit, the remembered documents are those of a fresh parse', () => {
  const edit = fc.tuple(
    fc.nat(),
    fc.nat(40),
    fc.constantFrom('', '\n', '---\n', '  - a: b\n', '"', '{', 'x', '# c\n', '...\n'),
  );
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 8 }), (edits) => {
      const parse = createYamlParser();
      let text = SAMPLE;
      for (const [at, length, inserted] of edits) {
        const start = at % (text.length + 1);
        text = text.slice(0, start) + inserted + text.slice(start + length);
        assert.deepEqual(parse(text).documents, parseYaml(text).documents);
      }
    }),
    { numRuns: 60 },
  );
});

test('a value that is not there stands behind its colon or dash', () => {
  const { root } = parseDocument('a:   # c\nb:\n  -\n  - x\n');
  assert.deepEqual(get(asMap(root), 'a')?.span, { start: 2, end: 2 });
  assert.deepEqual(asList(get(asMap(root), 'b'))?.items[0]?.span, { start: 15, end: 15 });
});

test('spans end with the last value, not with the white space behind it', () => {
  const text = 'a:\n  b: 1 # c\n  c: |\n    x\n\n\nd: [ 1, 2 ] \n';
  const root = asMap(parseDocument(text).root);
  const spanned = (node: { span: { start: number; end: number } } | undefined) =>
    node && text.slice(node.span.start, node.span.end);
  assert.equal(spanned(get(root, 'a')), 'b: 1 # c\n  c: |\n    x');
  assert.equal(spanned(getIn(root, 'a', 'c')), '|\n    x');
  assert.equal(spanned(get(root, 'd')), '[ 1, 2 ]');
});

test('aliases stand for the last anchor of their name before them', () => {
  const { root, problems, shared } = parseDocument('a: &x 1\nb: *x\nc: &x 2\nd: *x\ne: *y\nf: &f [*f]\n');
  const value = (key: string) => asScalar(get(asMap(root), key))?.text;
  assert.equal(value('b'), '1');
  assert.equal(value('d'), '2');
  assert.equal(value('e'), undefined);
  assert.deepEqual(
    problems.map(({ kind }) => kind),
    ['alias', 'alias'],
  );
  assert.equal(shared.size, 2);
});

test('a merge key may say that it is one, as Go writes it', () => {
  const root = asMap(parseDocument('x: &x { a: 1 }\nm:\n  !!merge <<: *x\n  b: 2\n').root);
  assert.equal(asScalar(getIn(root, 'm', 'a'))?.text, '1');
});

test('merge keys give what the map itself does not have', () => {
  const root = asMap(parseDocument('x: &x { a: 1, b: 1 }\ny: &y { b: 2, c: 2 }\nm: { a: 0, <<: [*x, *y] }\n').root);
  const value = (key: string) => asScalar(getIn(root, 'm', key))?.text;
  assert.deepEqual([value('a'), value('b'), value('c'), value('d')], ['0', '1', '2', undefined]);
});

test('of a repeated key the last one counts, in small maps and in large ones', () => {
  const many = Array.from({ length: 100 }, (_, index) => `k${index}: v\n`).join('');
  for (const text of ['a: 1\na: 2\n', `a: 1\n${many}a: 2\n`]) {
    assert.equal(asScalar(get(asMap(parseDocument(text).root), 'a'))?.text, '2');
  }
});

test('quoted text may go on without being indented, as Kubernetes reads it', () => {
  const text = "a:\n  b: 'it''s\n  x'\n  c: \"\\\"y\n  z\"\n  d: 1\n";
  const { root, problems } = parseDocument(text);
  assert.deepEqual(problems, []);
  assert.equal(asScalar(getIn(asMap(root), 'a', 'd'))?.text, '1');
  const { start, end } = getIn(asMap(root), 'a', 'b')?.span ?? { start: 0, end: 0 };
  assert.equal(text.slice(start, end), "'it''s\n  x'");
});

test('a quote that is open stays an error where it is', () => {
  const { problems } = parseDocument("a: 'x\nb: 1\nc: 'y'\n");
  assert.equal(problems[0]?.kind, 'syntax');
  assert.ok((problems[0]?.span.start ?? 99) < 7);
});

test('what is not YAML yet is not read', () => {
  const kinds = (text: string) => parseDocument(text).problems.map(({ kind }) => kind);
  assert.deepEqual(kinds('a: {{ .Values.a }}\n'), ['template']);
  assert.deepEqual(kinds('{{- if .Values.a }}\na: 1\n{{- end }}\n'), ['template']);
  assert.deepEqual(kinds('{% if a %}\na: 1\n'), ['template']);
  assert.deepEqual(kinds('a: #@ data.values.a\n'), ['template']);
  assert.deepEqual(kinds('<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> other\n'), ['conflict']);
  // These are values.
  assert.deepEqual(kinds('a: "{{ $labels.pod }}"\nb: |\n  {{ x }}\nc: { d: { e: 1 } }\n# {{ x }}\n'), []);
  assert.deepEqual(kinds('a: |\n  <<<<<<< HEAD\n  =======\n'), []);
});
