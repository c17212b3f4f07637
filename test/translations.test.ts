import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const CALL = /\bl10n\.t\(/g;
const CALL_WITH_TEXT = /\bl10n\.t\(\s*(?:'(?<single>(?:[^'\\]|\\.)*)'|"(?<double>(?:[^"\\]|\\.)*)")/g;

const bundle = readTexts('client/l10n/bundle.l10n.zh-cn.json');
const english = readTexts('package.nls.json');
const chinese = readTexts('package.nls.zh-cn.json');

test('every text of the client has its Chinese, and no Chinese is left over', () => {
  assert.deepEqual(Object.keys(bundle).toSorted(), [...new Set(clientTexts())].toSorted());
});

test('every text of the manifest exists in both languages, and none is left over', () => {
  const used = [...readFileSync('package.json', 'utf8').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? '');
  const keys = [...new Set(used)].toSorted();
  assert.ok(keys.length > 0);
  assert.deepEqual(Object.keys(english).toSorted(), keys);
  assert.deepEqual(Object.keys(chinese).toSorted(), keys);
});

test('translations are Chinese, and keep the placeholders and the code of the original', () => {
  const pairs = [
    ...Object.entries(bundle),
    ...Object.keys(english).map((key) => [english[key] ?? '', chinese[key] ?? '']),
  ];
  for (const [original = '', translation = ''] of pairs) {
    assert.match(translation, /\p{Script=Han}/u, original);
    assert.deepEqual(fixedParts(translation), fixedParts(original), original);
  }
});

/** The first arguments of all calls of `l10n.t`. A call whose text cannot be read here could not be translated either. */
function clientTexts(): string[] {
  return globSync('client/src/**/*.ts', { exclude: ['**/*.test.ts'] }).flatMap((file) => {
    const source = readFileSync(file, 'utf8');
    const texts = [...source.matchAll(CALL_WITH_TEXT)].map(
      ({ groups }) => groups?.['single'] ?? groups?.['double'] ?? '',
    );
    assert.equal(texts.length, source.match(CALL)?.length ?? 0, `${file}: texts must be plain strings`);
    return texts.map((text) => text.replaceAll(/\\(.)/g, '$1'));
  });
}

function fixedParts(text: string): string[] {
  return (text.match(/\{\d+\}|`[^`]+`/g) ?? []).toSorted();
}

function readTexts(file: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
}
