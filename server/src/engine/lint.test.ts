import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWorkspace } from '../workspace/snapshot.ts';
import { createFileLinter, lintText, runToEnd } from './lint.ts';

const surroundings = { workspace: createWorkspace(new Map()), config: { rules: {} } } as const;

const workload = (name: string): string => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ${name} }
spec:
  serviceName: ${name}
  replicas: 2
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: api, image: registry.example/api:1, ports: [{ name: http, containerPort: 8080 }] }] }
`;

const service = (name: string, app: string, rest = 'clusterIP: None'): string => `apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: ${app} }, ${rest}, ports: [{ port: 80, targetPort: http }] }
`;

const limits = 'apiVersion: v1\nkind: LimitRange\nmetadata: { name: limits }\nspec: { limits: [] }\n';

/** The same file, edit by edit. */
const VERSIONS: readonly (readonly string[])[] = [
  [workload('a'), service('a', 'a'), workload('b')],
  [workload('a'), service('a', 'b'), workload('b')],
  [workload('a'), service('a', 'b', 'type: ClusterIP'), workload('b')],
  [workload('a'), service('c', 'b', 'type: ClusterIP'), workload('b')],
  [workload('a'), service('c', 'b', 'publishNotReadyAddresses: true'), workload('b')],
  [workload('a'), service('c', 'b'), limits, workload('b')],
  [workload('a'), `# A comment.\n${service('c', 'b')}`, limits, workload('b')],
  [workload('a'), workload('b')],
];

test('a finding is looked for again when another document says otherwise', () => {
  const linter = createFileLinter('a.yaml', 'yaml');
  assert.ok(linter);
  const said = new Set<string>();
  for (const documents of VERSIONS) {
    const text = documents.join('---\n');
    const again = digest(runToEnd(linter.steps(text, surroundings)));
    assert.deepEqual(again, digest(lintText('a.yaml', text, surroundings, 'yaml')));
    said.add(again.join('\n'));
  }
  // Otherwise the edits would prove nothing.
  assert.equal(said.size, VERSIONS.length);
});

function digest(reports: ReturnType<typeof lintText>): readonly string[] {
  return reports.map(({ rule, span, message }) => `${rule} ${span.start} ${JSON.stringify(message.args)}`);
}

test('what is bad on purpose, or lives for a test alone, is told as information', () => {
  const told = (path: string, image: string) =>
    lintText(
      path,
      `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: ${image} }], x: 1 }\n`,
      surroundings,
    ).map(({ rule, severity }) => `${severity} ${rule}`);
  const [field, tag] = ['kubernetes/unknown-field', 'kubernetes/untagged-image'];
  assert.deepEqual(told('/shop/pod.yaml', 'nginx').toSorted(), [`error ${field}`, `warning ${tag}`]);
  assert.deepEqual(told('/shop/e2e/pod.yaml', 'nginx').toSorted(), [`error ${field}`, `info ${tag}`]);
  assert.deepEqual(told('/shop/disallowed.yaml', 'nginx').toSorted(), [`info ${field}`, `info ${tag}`]);
});
