import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fill, toLocale } from './catalogue.ts';

test('those who read simplified Chinese get it, all others English', () => {
  for (const language of ['zh', 'zh-cn', 'zh-CN', 'zh_CN.UTF-8', 'zh-Hans', 'zh-hans-cn', 'zh-SG'])
    assert.equal(toLocale(language), 'zh-cn', language);
  for (const language of ['en', 'de-DE', 'C', '', undefined, 'zh-TW', 'zh_TW.UTF-8', 'zh-HK', 'zh-Hant', 'zha'])
    assert.equal(toLocale(language), 'en', language);
});

test('placeholders are filled, and what is missing stays visible', () => {
  assert.equal(fill('{a} of {b}, {a}', { a: 1, b: 'two' }), '1 of two, 1');
  assert.equal(fill('{a} {b}', { a: '{b}' }), '{b} {b}');
});
