import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cursorIn } from '../../testing/cursor.ts';
import { typingAt } from './typing.ts';

/** `spec{a,b} containers[` …: the collections around the `|`, then what is typed and what it replaces. */
function at(marked: string): string | undefined {
  const { text, offset } = cursorIn(marked);
  const typing = typingAt(text, offset);
  if (!typing) return undefined;
  const { levels, role, key, typed, flow, json, hasColon, needsGap } = typing;
  const around = levels.map((level) => {
    const entries = [...level.entries.keys()].toSorted().join();
    return `${level.key ?? ''}${level.kind === 'map' ? `{${entries}}` : '[]'}`;
  });
  const flags = Object.entries({ flow, json, hasColon, needsGap }).flatMap(([name, on]) => (on ? [name] : []));
  const word = JSON.stringify(text.slice(typed.replace.start, typed.replace.end));
  return [...around, role === 'value' ? `${key}:` : '-', `${typed.text}→${word}`, ...flags].join(' ');
}

describe('in block style', () => {
  const cases: readonly [string, string, string | undefined][] = [
    ['an empty document', '|', '{} - →""'],
    ['a half-typed key', 'kind: Pod\nspec:\n  re|\n', '{kind,spec} spec{} - re→"re"'],
    ['above other keys', 'a:\n  b|\n  c: 1\n  d:\n    e: 2\nf: 3\n', '{a,f} a{c,d} - b→"b"'],
    ['within a key that is there', 'a:\n  na|me: x\n', '{a} a{} - na→"name" hasColon'],
    ['a value', 'a:\n  b: x|y # c\n', '{a} a{} b: x→"xy"'],
    ['right behind the colon', 'b:|', '{} b: →"" needsGap'],
    ['in quotes', 'b: "x|y" # c', '{} b: "x→"\\"xy\\""'],
    ['an item', 'a:\n  - |\n', '{a} a[] {} - →""'],
    ['a list that stands as far out as its key', 'a:\n- b: 1\n  |\n- d: 2\n', '{a} a[] {b} - →""'],
    ['keys of one item only', 'a:\n  - b: 1\n    |\n    c: 2\n  - d: 3\n', '{a} a[] {b,c} - →""'],
    ['a dash is due', 'a:\n  |\n', '{a} a{} - →""'],
    ['lists in lists', '- - x: |', '[] [] {} x: →""'],
    ['behind an anchor', 'a: &a\n  |\n', '{a} a{} - →""'],
    ['keys in quotes', '"a":\n  "b|": 1\n', '{a} a{} - "b→"\\"b\\"" hasColon'],
    ['deeper than a value', 'a: 1\n  |\n', undefined],
    ['where other keys stand further in', 'a:\n    b: 1\n  |\n', undefined],
    ['between a key and what is below it', 'a:\n  b:\n  |\n    c: 1\n', undefined],
    ['between a key and its list', 'a:\n|\n- b\n', undefined],
    ['further in than the list below', 'a:\n  |\n- b\n', undefined],
    ['in a block scalar', 'a: |-\n  b: %\nc: 1\n'.replace('|', '¦').replace('%', '|').replace('¦', '>'), undefined],
    ['behind a block scalar', 'a: >-\n  b: 1\n|\n', '{a} - →""'],
    ['in a comment', 'a: 1 # b|\n', undefined],
    ['no comment without a space', 'a: b#|\n', '{} a: b#→"b#"'],
    ['in text that goes on', 'a:\n  some words|\n', undefined],
    ['behind a marker', '---\n|\n', '{} - →""'],
    ['tabs and carriage returns', 'a:\r\n  b: |\r\nc: 1\r\n', '{a,c} a{} b: →""'],
  ];
  for (const [name, marked, expected] of cases) test(name, () => assert.equal(at(marked), expected));
});

describe('in flow style', () => {
  const cases: readonly [string, string, string | undefined][] = [
    ['a key', 'a: { b: 1, c|, d: 2 }\n', '{a} a{b,d} - c→"c" flow'],
    ['a value', 'a: { b: x|y, c: 1 }\n', '{a} a{c} b: x→"xy" flow'],
    ['not closed yet', 'a:\n  b: { c: |\n', '{a} a{b} b{} c: →"" flow'],
    ['an item', 'a: [b, c|]', '{a} a[] - c→"c" flow'],
    ['a map in a list', 'a:\n  - { b: 1, | }\n', '{a} a[] {b} - →"" flow'],
    ['JSON', '{\n  "a": {\n    "b": [{ "c": 1, "d|" }]\n  }\n}\n', '{a} a{b} b[] {c} - "d→"\\"d\\"" flow json'],
    ['a value of JSON', '{ "a": "b|" }', '{} a: "b→"\\"b\\"" flow json'],
    ['quotes of a value are not JSON', 'a: { b: "1|" }', '{a} a{} b: "1→"\\"1\\"" flow'],
    ['over several lines', 'a: {\n  b: 1,\n  |\n}\nc: 1\n', '{a,c} a{b} - →"" flow'],
    ['behind its end', 'a: { b: 1 } |\n', undefined],
    ['below its end', 'a: { b: 1 }\n|\n', '{a} - →""'],
    ['in a comment', 'a: { b: 1, # c|\n}', undefined],
  ];
  for (const [name, marked, expected] of cases) test(name, () => assert.equal(at(marked), expected));
});
