import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstSentence, kubernetesDescriptions } from '../scripts/generate/kubernetesDescriptions.ts';

test('the first sentence ends where one does, and says enough', () => {
  const cases: readonly [string, string][] = [
    ['How often the probe is made, e.g. Ten times. More follows.', 'How often the probe is made, e.g. Ten times.'],
    ['Image pull policy. One of Always, Never. Defaults to Always.', 'Image pull policy. One of Always, Never.'],
    ['Where it is. More info: https://example.org/a', 'Where it is.'],
    ['Required. The key that names the taint of a node. Always.', 'The key that names the taint of a node.'],
    ['no period at all', 'no period at all'],
    ['', ''],
  ];
  for (const [text, expected] of cases) assert.equal(firstSentence(text), expected);
});

test('long text is cut between words', () => {
  const text = firstSentence('word '.repeat(100));
  assert.ok(text.length <= 300 && text.endsWith('word …'));
});

test('types and fields have theirs, and all of them fit', () => {
  const json = kubernetesDescriptions();
  const texts = JSON.parse(json) as Record<string, string>;
  assert.match(texts['V1Probe.periodSeconds'] ?? '', /^How often/);
  assert.match(texts['V1Deployment'] ?? '', /^Deployment enables/);
  assert.equal(texts['V1PodStatus.phase'], undefined);
  assert.ok(json.length < 220_000, `${json.length} bytes`);
});
