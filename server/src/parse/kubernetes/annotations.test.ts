import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseYaml } from '../yaml.ts';
import { parseKubernetes } from '../kubernetes.ts';
import { ignoredChecks } from './annotations.ts';

function ignored(annotations: string, rest = ''): readonly string[] {
  const text = `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\n  annotations: ${annotations}\n${rest}`;
  const [resource] = parseKubernetes(parseYaml(text)).flatMap(({ manifest }) => manifest.resources);
  return ignoredChecks(resource!);
}

test('annotations of kube-linter and kube-score name checks', () => {
  assert.deepEqual(ignored('{ignore-check.kube-linter.io/latest-tag: "reason", "kube-score/ignore": "a, b"}'), [
    'kube-linter:latest-tag',
    'kube-score:a',
    'kube-score:b',
  ]);
});

test('those of Polaris count if they are true', () => {
  assert.deepEqual(
    ignored('{polaris.fairwinds.com/procMount-exempt: "true", polaris.fairwinds.com/hostPIDSet-exempt: "no"}'),
    ['polaris:procMount'],
  );
});

test('some silence all of a linter', () => {
  const all = ignored('{kube-linter.io/ignore-all: a reason, polaris.fairwinds.com/exempt: "true"}');
  assert.ok(all.includes('kube-linter:latest-tag') && all.includes('polaris:tagNotSpecified'));
  assert.ok(!all.some((name) => name.startsWith('kube-score:')));
});

test('those of the pod template count as well', () => {
  const template = 'spec:\n  template:\n    metadata:\n      annotations:\n        kube-score/ignore: a\n';
  assert.deepEqual(ignored('{}', template), ['kube-score:a']);
});
