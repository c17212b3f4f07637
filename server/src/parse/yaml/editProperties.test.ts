import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../core/text.ts';
import { parseDocument } from './document.ts';
import { appendItem, setPair, type Edits } from './edit.ts';
import { movePair } from './move.ts';
import type { YamlList, YamlMap, YamlNode, YamlScalar } from './node.ts';
import { removeItem, removePair } from './remove.ts';
import { renameKey } from './rename.ts';
import type { YamlValue } from './render.ts';
import { resolveScalar } from './scalar.ts';

type Plain = null | boolean | number | bigint | string | Plain[] | Map<string, Plain>;

function plain(node: YamlNode): Plain {
  if (node.type === 'map') return new Map(node.pairs.map(({ key, value }) => [(key as YamlScalar).text, plain(value)]));
  if (node.type === 'list') return node.items.map(plain);
  if (node.type === 'alias') return `*${node.name}`;
  const value = resolveScalar(node);
  return value.type === 'null' ? null : value.value;
}

function plainValue(value: YamlValue): Plain {
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value === 'object') return new Map(Object.entries(value).map(([key, item]) => [key, plainValue(item)]));
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value;
}

const TEXTS = [
  'x',
  'yes',
  '0777',
  '1_000',
  'a: b',
  '# no',
  "it's",
  '"',
  'a\nb',
  ' ',
  '',
  '512Mi',
  '2001-01-01',
  '💥',
  '\u2028',
  '{',
  '$(A)',
  '- a',
];
const KEYS = ['a', 'b', 'c', 'name', 'on', '1', 'long key', "it's"];
const SCALARS = [
  'x',
  'yes # c',
  '"q: # z"',
  "'s'",
  '512Mi',
  '',
  'null',
  '~',
  '&anchor v',
  '!!str 1',
  '2',
  '0.5',
  'a b',
  '-1',
];
const BLOCK_SCALARS = ['|\n%x', '|-\n%x\n%y', '>\n%x\n\n%y', '|+\n%x\n\n', '|2\n%  x', '| # c\n%# not a comment'];

interface Random {
  readonly pick: <Item>(items: readonly Item[]) => Item;
  readonly below: (limit: number) => number;
}

/** A small generator of its own, so that one number tells a whole case (xorshift32). */
function seeded(seed: number): Random {
  let state = seed || 1;
  const below = (limit: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return limit > 0 ? (state >>> 3) % limit : 0;
  };
  return { below, pick: (items) => items[below(items.length)]! };
}

/** Writes a random document by hand, in every style that YAML has for it. */
function write(random: Random, depth: number, indent: number, flow: boolean): string {
  const { below, pick } = random;
  const kind = depth === 0 ? 0 : below(5);
  if (kind === 0) return ` ${flow ? pick(SCALARS).replace(/ #.*/, '').replace(/^$/, 'e') : pick(SCALARS)}`;
  const keys = KEYS.filter(() => below(3) === 0);
  if (flow || kind === 1) return ` ${writeFlow(random, depth - 1, indent, keys)}`;
  if (kind === 4) return ` ${pick(BLOCK_SCALARS).replaceAll('%', ' '.repeat(indent + 2))}`;
  const pad = ' '.repeat(indent);
  const note = (): string => (below(4) === 0 ? `\n${pad}${pick(['', '  '])}# note` : '');
  if (kind === 2) {
    if (keys.length === 0) return ' {}';
    return keys.map((key) => `\n${pad}${key}:${write(random, depth - 1, indent + 2, false)}${note()}`).join('');
  }
  const items = Array.from({ length: below(3) + 1 }, () => {
    const item = write(random, depth - 1, indent + 2, false);
    // A map may begin on the line of its dash.
    return `\n${pad}-${below(2) ? item.replace(/^\n +(?=[^ #])/, ' ') : item}${note()}`;
  });
  return items.join('');
}

function writeFlow(random: Random, depth: number, indent: number, keys: readonly string[]): string {
  const { below, pick } = random;
  const pad = `\n${' '.repeat(indent + 2)}`;
  const [open, between, close] = pick([
    ['', ', ', ''],
    [' ', ', ', ' '],
    [pad, `,${pad}`, pad],
    [pad, `, # c${pad}`, ` # d${pad}`],
    [pad, `${pad}, `, pad],
    [pad, `,${pad}`, `,${pad}`],
  ] as const);
  const json = below(2) === 0;
  const parts = json
    ? keys.map((key) => `${JSON.stringify(key)}:${write(random, depth, indent + 4, true)}`)
    : keys.map((key) => `${key}:${write(random, depth, indent + 4, true)}`);
  if (parts.length === 0) return pick(['{}', '{ }', '[]', '[ ]']);
  return below(2)
    ? `{${open}${parts.join(between)}${close}}`
    : `[${open}${keys.map(() => write(random, depth, indent + 4, true).trim()).join(between)}${close}]`;
}

function collections(node: YamlNode, found: (YamlMap | YamlList)[] = []): (YamlMap | YamlList)[] {
  if (node.type === 'map') {
    found.push(node);
    for (const { value } of node.pairs) collections(value, found);
  } else if (node.type === 'list') {
    found.push(node);
    for (const item of node.items) collections(item, found);
  }
  return found;
}

const VALUES: readonly YamlValue[] = [
  ...TEXTS,
  5,
  true,
  [],
  {},
  { name: 'GOGC', value: '50' },
  [
    { name: 'A', value: '1' },
    { name: 'B', value: 'c' },
  ],
  { limits: { memory: '1Gi', tags: ['a', 'no'] }, requests: {} },
];

interface Change {
  readonly edits: Edits;
  readonly expected: Plain;
  /** Whether every comment has to be there still. */
  readonly keepsComments?: boolean;
}

/** Makes one random edit, and the same change to the plain tree. */
function change(random: Random, document: ReturnType<typeof parseDocument>): Change {
  const { pick } = random;
  const paths = new Map<YamlNode, Plain>();
  const expected = mirror(document.root!, paths);
  const target = pick(collections(document.root!));
  const model = paths.get(target)!;
  const value = pick(VALUES);
  if (target.type === 'list') {
    const items = model as Plain[];
    if (pick([true, false])) {
      const edits = appendItem(document, target, value);
      items.push(plainValue(value));
      return { edits, expected };
    }
    const index = random.below(target.items.length);
    const edits = removeItem(document, target, index);
    items.splice(index, 1);
    return { edits, expected };
  }
  const pairs = model as Map<string, Plain>;
  const key = pick([...KEYS, ...pairs.keys()]);
  const written = target.pairs.find((pair) => (pair.key as YamlScalar).text === key);
  if (written && random.below(4) === 0) {
    const name = pick(KEYS);
    const edits = renameKey(document, target, written, name);
    const moved = pairs.get(key)!;
    pairs.delete(key);
    pairs.set(name, moved);
    return { edits, expected };
  }
  if (written && random.below(3) === 0) {
    const to = pick(collections(document.root!));
    if (to.type === 'map') {
      const edits = movePair(document, target, key, to);
      const moved = pairs.get(key)!;
      pairs.delete(key);
      (paths.get(to) as Map<string, Plain>).set(key, moved);
      return { edits, expected, keepsComments: true };
    }
  }
  if (pairs.has(key) && pick([true, false])) {
    const edits = removePair(document, target, key);
    pairs.delete(key);
    return { edits, expected };
  }
  const edits = setPair(document, target, key, value, [pick(KEYS)]);
  pairs.set(key, plainValue(value));
  return { edits, expected };
}

function mirror(node: YamlNode, paths: Map<YamlNode, Plain>): Plain {
  let result: Plain;
  if (node.type === 'map') {
    result = new Map(node.pairs.map(({ key, value }) => [(key as YamlScalar).text, mirror(value, paths)]));
  } else if (node.type === 'list') result = node.items.map((item) => mirror(item, paths));
  else result = plain(node);
  paths.set(node, result);
  return result;
}

/** Maps as objects, which are compared without their order. */
function unordered(value: Plain): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, unordered(item)]));
  return Array.isArray(value) ? value.map(unordered) : value;
}

function commentsIn(text: string): number {
  return text.split(/# (?:c|d|note)\b/).length;
}

test('any edit reads back as exactly the tree that was meant', () => {
  let made = 0;
  fc.assert(
    fc.property(fc.integer(), fc.boolean(), fc.boolean(), (seed, windows, ends) => {
      const random = seeded(seed);
      const written = write(random, 4, 0, false).replace(/^\n| /, '') + (ends ? '\n' : '');
      const text = windows ? written.replaceAll('\n', '\r\n') : written;
      const document = parseDocument(text);
      if (!document.root || document.problems.length > 0 || collections(document.root).length === 0) return;
      const { edits, expected, keepsComments } = change(random, document);
      if (!edits) return;
      made += 1;
      const after = applyEdits(text, edits);
      const again = parseDocument(after);
      assert.deepEqual(again.problems, [], after);
      assert.deepEqual(unordered(plain(again.root!)), unordered(expected), `${text}\n→\n${after}`);
      if (windows && text.includes('\n')) assert.doesNotMatch(after, /[^\r]\n/, 'line breaks stay');
      if (keepsComments || !removes(edits)) assert.equal(commentsIn(after), commentsIn(text), `${text}\n→\n${after}`);
    }),
    // An apostrophe in plain text beside quotes that are never closed.
    {
      numRuns: 4000,
      examples: [
        [1701518170, false, false],
        [1678997145, true, true],
      ],
    },
  );
  assert.ok(made > 700, `${made} edits were made`);
});

function removes(edits: Edits): boolean {
  return (edits ?? []).some(({ span, newText }) => span.end - span.start > newText.length);
}
