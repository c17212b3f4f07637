import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseKubernetes } from './kubernetes.ts';
import { parseYaml } from './yaml.ts';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n';

function repeat(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

/** Nine times nine times nine … aliases. */
function bomb(open: string, close: string): string {
  const level = (index: number): string =>
    `l${index}: &l${index} ${open}${repeat(9, () => `*l${index - 1}`).replaceAll('\n', ', ')}${close}`;
  return `${POD}l0: &l0 { name: a, image: b }\n${repeat(9, (index) => level(index + 1))}\n`;
}

/** Texts that cost a naive reader its stack, its memory or minutes. The bound is far above what they take. */
const HOSTILE: Readonly<Record<string, () => string>> = {
  'brackets 100,000 deep': () => `${POD}x: ${'['.repeat(100_000)}`,
  'braces 100,000 deep': () => `${POD}x: ${'{a: '.repeat(100_000)}`,
  'dashes 100,000 deep': () => `${POD}x:\n ${'- '.repeat(100_000)}`,
  'keys 3,000 deep': () => `${POD}x:\n${repeat(3000, (index) => `${' '.repeat(index + 1)}a:`)}`,
  'one line of 5 MB': () => `${POD}x: ${'y'.repeat(5_000_000)}`,
  'one quoted line of 5 MB': () => `${POD}x: '${"y''".repeat(1_700_000)}'`,
  'one flow list of 5 MB': () => `${POD}x: [${'y, '.repeat(1_700_000)}]`,
  'a map of 20,000 keys': () => `${POD}${repeat(20_000, (index) => `k${index}: v`)}`,
  'one key 20,000 times': () => `${POD}${repeat(20_000, () => 'k: v')}`,
  'a bomb of lists': () => `${bomb('[', ']')}spec: { containers: *l9 }\n`,
  'a bomb of merges': () => `${bomb('{ <<: [', '] }')}spec: *l9\n`,
  'quotes without end': () => `${POD}x: ${'"'.repeat(300_001)}`,
  'quoted lines that are not indented': () => `${POD}${repeat(3000, (index) => `k${index}: 'x\ny'`)}`,
  'open quotes': () => `${POD}${repeat(3000, (index) => `k${index}: 'x`)}`,
  '50,000 documents': () => 'a: b\n---\n'.repeat(50_000),
  'half a million line breaks': () => '\n'.repeat(500_000),
  'binary data': () =>
    POD + repeat(2000, (index) => String.fromCharCode(...Buffer.from(`${index * 7919}\u0000\u00ff\u001b`))),
  '5,000 comments for 5,000 containers': () =>
    `${POD}spec:\n  containers:\n${repeat(5000, (index) => `  # gantry: go\n  - { name: c${index}, image: a }`)}`,
};

for (const [name, text] of Object.entries(HOSTILE)) {
  test(`${name}: answered without a crash or a hang`, { timeout: 30_000 }, () => {
    const resources = parseKubernetes(parseYaml(text())).flatMap(({ manifest }) => manifest.resources);
    assert.ok(resources.length <= 1);
  });
}

test('random text of YAML’s own characters is answered', () => {
  const piece = fc.constantFrom(
    ...'-:?[]{},&*!|>\'"%@`# \t\r\n\uFEFF\u2028\0aé💥\ud800~<=.0'.split(''),
    '---\n',
    '...',
    '<<: *a',
    '\n  - ',
    'kind: Pod\n',
    'spec:\n',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      const text = `apiVersion: v1\n${pieces.join('')}`;
      for (const { document, offset } of parseYaml(text).documents) {
        for (const { span } of document.problems) {
          assert.ok(span.start >= 0 && offset + span.start <= text.length);
        }
      }
    }),
    { numRuns: 2000 },
  );
});
