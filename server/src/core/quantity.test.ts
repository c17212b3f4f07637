import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatMilli, isWhole, parseQuantity, repairQuantity, wholeUnits } from './quantity.ts';

/** What `resource.ParseQuantity` of k8s.io/apimachinery 0.34 makes of each text, in billionths. */
const PARSED: readonly [string, bigint | undefined][] = [
  ['1', 1_000_000_000n],
  ['0.5', 500_000_000n],
  ['.5', 500_000_000n],
  ['5.', 5_000_000_000n],
  ['+2', 2_000_000_000n],
  ['-5Ki', -5_120_000_000_000n],
  ['500m', 500_000_000n],
  ['100u', 100_000n],
  ['7n', 7n],
  ['0.1n', 1n],
  ['1e3', 1_000_000_000_000n],
  ['12E+3', 12_000_000_000_000n],
  ['1E', 1_000_000_000_000_000_000_000_000_000n],
  ['1Ei', 1_152_921_504_606_846_976_000_000_000n],
  ['1.5Gi', 1_610_612_736_000_000_000n],
  ['007Mi', 7_340_032_000_000_000n],
  [' 128Mi ', 134_217_728_000_000_000n],
  ['128MiB', undefined],
  ['128mi', undefined],
  ['512MB', undefined],
  ['1K', undefined],
  ['0,5', undefined],
  ['12 Mi', undefined],
  ['1_000', undefined],
  ['1e3m', undefined],
  ['1Ki5', undefined],
  ['1.2.3', undefined],
  ['50%', undefined],
  ['', undefined],
  ['lots', undefined],
];

for (const [text, nano] of PARSED) {
  test(`quantity ${JSON.stringify(text)}`, () => assert.equal(parseQuantity(text)?.nano, nano));
}

test('a suffix alone is no quantity, although the API server takes it for zero', () => {
  assert.equal(parseQuantity('Mi'), undefined);
});

test('hostile numbers cost nothing', () => {
  assert.ok((parseQuantity('1e999999999')?.nano ?? 0n) > 2n ** 63n);
  assert.equal(parseQuantity('1e-999999999')?.nano, 1n);
  assert.equal(parseQuantity('9'.repeat(1_000_000)), undefined);
});

test('whole units round up, as Kubernetes does', () => {
  assert.equal(wholeUnits({ nano: 1n }), 1n);
  assert.equal(wholeUnits({ nano: 2_000_000_000n }), 2n);
  assert.equal(isWhole({ nano: 2_000_000_000n }), true);
  assert.equal(isWhole({ nano: 500_000_000n }), false);
  assert.equal(formatMilli({ nano: 1_500_000_000n }), '1500m');
  assert.equal(formatMilli({ nano: 2_000_000_000n }), '2');
});

const REPAIRS: readonly [string, string, string | undefined][] = [
  ['128MiB', 'memory', '128Mi'],
  ['128mib', 'memory', '128Mi'],
  ['512mi', 'memory', '512Mi'],
  ['512MB', 'memory', '512M'],
  ['512mb', 'memory', '512M'],
  ['12 Gi', 'memory', '12Gi'],
  ['1,5Gi', 'memory', '1.5Gi'],
  ['1K', 'memory', '1k'],
  ['64 bytes', 'memory', '64'],
  ['0,5', 'cpu', '500m'],
  ['0,125', 'cpu', '125m'],
  ['2 cores', 'cpu', '2'],
  ['250mcpu', 'cpu', '250m'],
  // Two readings, or none.
  ['1,024Mi', 'memory', undefined],
  ['50%', 'cpu', undefined],
  ['1.2.3', 'cpu', undefined],
  ['2Gi', 'cpu', undefined],
  ['unlimited', 'memory', undefined],
];

for (const [text, resource, repaired] of REPAIRS) {
  test(`${resource} ${text} was to be ${repaired}`, () => assert.equal(repairQuantity(text, resource), repaired));
}
