import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../core/text.ts';
import { parseDocument } from './document.ts';
import { appendItem, replaceScalar, setPair, type Edits } from './edit.ts';
import { joined } from './joined.ts';
import { get, getIn, type YamlList, type YamlMap, type YamlScalar } from './node.ts';
import { removeIn, removeItem, removePair } from './remove.ts';
import type { YamlValue } from './render.ts';

function edited(text: string, edit: (document: ReturnType<typeof parseDocument>, root: YamlMap) => Edits): string {
  const document = parseDocument(text);
  const edits = edit(document, document.root as YamlMap);
  return edits ? applyEdits(text, edits) : 'no edit';
}

function inMap(key: string, value: YamlValue, after?: string[]) {
  return (document: ReturnType<typeof parseDocument>, root: YamlMap) => setPair(document, root, key, value, after);
}

function inList(value: YamlValue) {
  return (document: ReturnType<typeof parseDocument>, root: YamlMap) =>
    appendItem(document, get(root, 'env') as YamlList, value);
}

const variable = { name: 'GOGC', value: '50' };

const cases: readonly [string, string, Parameters<typeof edited>[1], string][] = [
  [
    'a pair goes behind its neighbour and that one’s comments',
    'ports:\n  - 80 # http\n  # - 443\nresources: {}\n',
    inMap('env', [variable], ['image', 'ports']),
    'ports:\n  - 80 # http\n  # - 443\nenv:\n  - name: GOGC\n    value: "50"\nresources: {}\n',
  ],
  [
    'lists stand as far in as their neighbours',
    'ports:\n- 80\nresources: {}\n',
    inMap('env', [variable], ['ports']),
    'ports:\n- 80\nenv:\n- name: GOGC\n  value: "50"\nresources: {}\n',
  ],
  ['line breaks are the document’s', 'a: 1\r\nb: 2\r\n', inMap('c', 3, ['a']), 'a: 1\r\nc: 3\r\nb: 2\r\n'],
  ['a last line may lack its break', 'a: 1', inMap('b', 'yes'), 'a: 1\nb: "yes"'],
  ['a flow map keeps its line', '{ a: 1, b: 2 }', inMap('c', 3, ['a']), '{ a: 1, c: 3, b: 2 }'],
  ['an empty flow map', '{}', inMap('c', 3), '{ c: 3 }'],
  [
    'JSON stays JSON',
    '{\n  "a": 1\n}\n',
    inMap('env', [variable]),
    '{\n  "a": 1,\n  "env": [{ "name": "GOGC", "value": "50" }]\n}\n',
  ],
  [
    'a comment stays with its line in flow style',
    '{\n  a: 1, # one\n  b: 2 # two\n}\n',
    inMap('c', 3),
    '{\n  a: 1, # one\n  b: 2, # two\n  c: 3\n}\n',
  ],
  ['a trailing comma stays a habit', '{\n  a: 1,\n}\n', inMap('c', 3), '{\n  a: 1,\n  c: 3,\n}\n'],
  [
    'an empty value is filled',
    'env: # none yet\nb: 1\n',
    inMap('env', [variable]),
    'env: # none yet\n  - name: GOGC\n    value: "50"\nb: 1\n',
  ],
  ['a null is filled', 'env: null\n', inMap('env', [variable]), 'env:\n  - name: GOGC\n    value: "50"\n'],
  ['a scalar is replaced', 'a: 1 # one\n', inMap('a', 2), 'a: 2 # one\n'],
  [
    'an item in block style',
    'env:\n  -   name: A\n      value: b # c\nx: 1\n',
    inList(variable),
    'env:\n  -   name: A\n      value: b # c\n  -   name: GOGC\n      value: "50"\nx: 1\n',
  ],
  [
    'an item in flow style in a block list',
    'env:\n- { name: A, value: b }\n',
    inList(variable),
    'env:\n- { name: A, value: b }\n- { name: GOGC, value: "50" }\n',
  ],
  [
    'an item in a flow list',
    'env: [{ name: A }]\n',
    inList(variable),
    'env: [{ name: A }, { name: GOGC, value: "50" }]\n',
  ],
  ['an item in an empty list', 'env: []\n', inList(variable), 'env: [{ name: GOGC, value: "50" }]\n'],
  ['behind a block scalar', 'a: |+\n  x\n\n\nb: 1\n', inMap('c', 3, ['a']), 'a: |+\n  x\n\n\nc: 3\nb: 1\n'],
  ['not behind a block scalar that would get a line break', 'a: |\n  x', inMap('b', 1), 'no edit'],
  ['not into an alias', 'a: &a { b: 1 }\nc: *a\n', inMap('c', 1), 'no edit'],
  ['not into a broken document', 'a: [\nb: 1\n', inMap('c', 1), 'no edit'],
  ['not where a key is repeated', 'a: 1\na: 2\n', inMap('a', 3), 'no edit'],
];

for (const [name, before, edit, after] of cases) {
  test(`edit: ${name}`, () => assert.equal(edited(before, edit), after));
}

test('a replaced scalar keeps its quotes', () => {
  const replaced = (text: string, value: string) =>
    edited(text, (document, root) => replaceScalar(document, get(root, 'a') as YamlScalar, value));
  assert.equal(replaced("a: 'x' # c\n", "it's"), "a: 'it''s' # c\n");
  assert.equal(replaced('a: "x"\n', 'z'), 'a: "z"\n');
  assert.equal(replaced('a: x\n', '460MiB'), 'a: 460MiB\n');
  assert.equal(replaced('a: x\n', '460'), 'a: "460"\n');
  assert.equal(replaced('a: x\n', 'a: b # c'), 'a: "a: b # c"\n');
  assert.equal(replaced("a: 'x'\n", 'a\nb'), 'a: "a\\nb"\n');
  assert.equal(replaced('a: |\n  x\n', 'z'), 'a: z\n');
  assert.equal(replaced('a:\n', 'z'), 'a: z\n');
  assert.equal(replaced('{ "a": 1 }\n', 'z'), '{ "a": "z" }\n');
  assert.equal(replaced('{ "b": [1], "a": 1 }\n', '2Gi'), '{ "b": [1], "a": "2Gi" }\n');
  assert.equal(replaced('a: "x: "\n', '2Gi'), 'a: "2Gi"\n');
});

test('removing leaves the neighbours as they were', () => {
  const removed = (text: string, key: string) => edited(text, (document, root) => removePair(document, root, key));
  assert.equal(removed('a: 1 # x\nb:\n  - 1\n  - 2\n# of c\nc: 3\n', 'b'), 'a: 1 # x\n# of c\nc: 3\n');
  assert.equal(removed('a: 1\nb: 2\n', 'a'), 'b: 2\n');
  assert.equal(removed('a: 1\n', 'a'), '{}\n');
  assert.equal(removed('{ a: 1, b: 2 }', 'b'), '{ a: 1 }');
  assert.equal(removed('{ a: 1, b: 2 }', 'a'), '{ b: 2 }');
  assert.equal(removed('a: |+\n  x\nb: 1\n\n', 'b'), 'no edit');
  assert.equal(removed('a: &x 1\nb: *x\n', 'a'), 'no edit');
});

test('of what is empty a bracket stays, behind its key', () => {
  const removed = (text: string) =>
    edited(text, (document, root) =>
      getIn(root, 'a')?.type === 'map'
        ? removePair(document, getIn(root, 'a') as YamlMap, 'b')
        : removeItem(document, getIn(root, 'a') as YamlList, 0),
    );
  assert.equal(removed('a:\n  b: 1\nc: 2\n'), 'a: {}\nc: 2\n');
  assert.equal(removed('a: # x: y\n  # z\n\n  b: 1 # w\nc: 2\n'), 'a: {} # x: y\n  # z\n\nc: 2\n');
  assert.equal(removed('a:\n- b\nc: 2\n'), 'a: []\nc: 2\n');
  assert.equal(removed('"a": !!seq\r\n  - b\r\n'), '"a": !!seq []\r\n');
  assert.equal(removed('a: { b: 1 }\n'), 'a: {}\n');
  assert.equal(removed('a: [\n  b,\n]\n'), 'a: []\n');
});

test('what would be empty goes along with its last entry, unless it is shared or commented', () => {
  const removed = (text: string, ...path: (string | number)[]) =>
    edited(text, (document, root) => removeIn(document, root, path));
  assert.equal(removed('a:\n  b:\n    - c: 1\nd: 2\n', 'a', 'b', 0, 'c'), 'd: 2\n');
  assert.equal(removed('a:\n  b:\n    - c: 1\n    - e\nd: 2\n', 'a', 'b', 0), 'a:\n  b:\n    - e\nd: 2\n');
  assert.equal(removed('x: 1\na:\n  # why\n  b: 1 # e\n', 'a', 'b'), 'x: 1\na: {}\n  # why\n');
  assert.equal(removed('x: 1\na:\n  b: 1\n  # why\n', 'a', 'b'), 'x: 1\n  # why\n');
  assert.equal(removed('{ x: 1, a: { b: [1] } }\n', 'a', 'b', 0), '{ x: 1 }\n');
  assert.equal(removed('a: &s\n  b: 1\nc: *s\n', 'a', 'b'), 'no edit');
  assert.equal(removed('a:\n  b: 1\n', 'a', 'c'), 'no edit');
});

test('two entries behind the last one of a flow map need a comma each', () => {
  const added = (text: string) =>
    edited(text, (document, root) => joined([setPair(document, root, 'b', 2), setPair(document, root, 'c', 3)]));
  assert.equal(added('{\n  a: 1 # x\n}\n'), '{\n  a: 1, # x\n  b: 2,\n  c: 3\n}\n');
  assert.equal(added('{\n  a: 1\n}\n'), '{\n  a: 1,\n  b: 2,\n  c: 3\n}\n');
  assert.equal(added('{\n  a: 1, # x\n}\n'), '{\n  a: 1, # x\n  b: 2,\n  c: 3,\n}\n');
  assert.equal(added('{ a: 1 }\n'), '{ a: 1, b: 2, c: 3 }\n');
});
