import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

/** Chinese text has punctuation of its own; a half-width comma between Han characters looks like a typing error. */
const STRAY = /[\u4e00-\u9fff][,:;?!()]|[,:;?!()][\u4e00-\u9fff]/u;

const FILES = [
  'package.nls.zh-cn.json',
  'client/l10n/bundle.l10n.zh-cn.json',
  'samples/README.zh-cn.md',
  ...globSync('server/src/rules/*/*.zh-cn.json'),
  ...globSync('server/src/*/strings.ts'),
  'server/src/services/dockerfile/reference.ts',
  ...globSync('media/notes/zh-cn/*.md'),
  ...globSync('media/src/**/strings.ts'),
];

for (const file of FILES) {
  test(`${file} is punctuated as Chinese is`, () => {
    // Fenced code and the sources of drawings have a grammar of their own.
    const prose = readFileSync(file, 'utf8').replace(/^```[^]*?^```/gm, (fence) => fence.replace(/[^\n]/g, ''));
    const strays = prose
      .split('\n')
      .map((line, at) => ({ line: at + 1, found: STRAY.exec(line.replace(/`[^`]*`|\]\([^)]*\)/g, ''))?.[0] }))
      .filter(({ found }) => found !== undefined);
    assert.deepEqual(strays, []);
  });
}
