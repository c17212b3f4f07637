import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../core/text.ts';
import { parseKubernetes, type Resource } from './kubernetes.ts';
import { findEnv, goEvidence, portNumber, type Container } from './kubernetes/container.ts';
import { setEnv } from './kubernetes/edit.ts';
import { askTheSame, failureBudget } from './kubernetes/probeTarget.ts';
import { parseYaml } from './yaml.ts';

function resourcesOf(text: string): Resource[] {
  return parseKubernetes(parseYaml(text)).flatMap(({ manifest }) => manifest.resources);
}

function pod(spec: string): Resource {
  const [resource] = resourcesOf(`apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n${spec}`);
  assert.ok(resource);
  return resource;
}

function containerOf(fields: string): Container {
  const [container] = pod(
    `  containers:\n    - name: a\n      image: b\n${fields.replace(/^/gm, '      ')}\n`,
  ).containers;
  assert.ok(container);
  return container;
}

test('a document is a resource by its apiVersion and kind', () => {
  const kinds = (text: string) => resourcesOf(text).map(({ group, kind, name }) => `${group}/${kind}/${name}`);
  assert.deepEqual(kinds('apiVersion: v1\nkind: Service\nmetadata: { name: a }\n'), ['/Service/a']);
  assert.deepEqual(kinds('apiVersion: apps/v1\nkind: Deployment\n'), ['apps/Deployment/']);
  assert.deepEqual(kinds('kind: Deployment\n'), []);
  assert.deepEqual(kinds('apiVersion: v2\nname: chart\n'), []);
  assert.deepEqual(kinds('- apiVersion: v1\n  kind: Pod\n'), []);
  assert.deepEqual(kinds('apiVersion: v1\nkind: 5\n'), []);
  assert.deepEqual(kinds('{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "json"}}'), ['/Pod/json']);
  assert.deepEqual(kinds('apiVersion: v1\nkind: Pod\nmetadata: { name: {{ x }} }\n'), []);
});

test('offsets place resources in the file', () => {
  const text = 'a: 1\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: here\n';
  const [placed] = parseKubernetes(parseYaml(text));
  assert.ok(placed);
  const { start, end } = placed.manifest.resources[0]!.nameSpan;
  assert.equal(text.slice(placed.offset + start, placed.offset + end), 'here');
});

test('an unchanged document gives the same resource', () => {
  const file = parseYaml('apiVersion: v1\nkind: Pod\n');
  assert.equal(parseKubernetes(file)[0]?.manifest, parseKubernetes(file)[0]?.manifest);
});

const TEMPLATE = 'template: { spec: { containers: [{ name: a, image: b }] } }';

const WORKLOADS: readonly [string, number][] = [
  ['apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: a, image: b }] }', 1],
  [`apiVersion: apps/v1\nkind: Deployment\nspec: { ${TEMPLATE} }`, 1],
  [`apiVersion: apps/v1\nkind: StatefulSet\nspec: { ${TEMPLATE} }`, 1],
  [`apiVersion: apps/v1\nkind: DaemonSet\nspec: { ${TEMPLATE} }`, 1],
  [`apiVersion: apps/v1\nkind: ReplicaSet\nspec: { ${TEMPLATE} }`, 1],
  [`apiVersion: apps.openshift.io/v1\nkind: DeploymentConfig\nspec: { ${TEMPLATE} }`, 1],
  [`apiVersion: v1\nkind: ReplicationController\nspec: { ${TEMPLATE} }`, 1],
  [`apiVersion: batch/v1\nkind: Job\nspec: { ${TEMPLATE} }`, 1],
  [`apiVersion: batch/v1\nkind: CronJob\nspec: { jobTemplate: { spec: { ${TEMPLATE} } } }`, 1],
  [`apiVersion: v1\nkind: PodTemplate\n${TEMPLATE}`, 1],
  // Other groups mean other things by the same words.
  [`apiVersion: apps.kruise.io/v1\nkind: StatefulSet\nspec: { ${TEMPLATE} }`, 0],
  [`apiVersion: serving.knative.dev/v1\nkind: Service\nspec: { ${TEMPLATE} }`, 0],
  [`apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec: { ${TEMPLATE} }`, 0],
];

for (const [text, count] of WORKLOADS) {
  test(`containers of ${text.split('\n', 2).join(' ')}`, () => {
    assert.equal(resourcesOf(text)[0]?.containers.length, count);
  });
}

test('what the API server would miss makes a resource a part of something', () => {
  const partial = (text: string) => resourcesOf(text)[0]?.containers[0]?.partial;
  assert.equal(partial(`apiVersion: apps/v1\nkind: Deployment\nspec: { ${TEMPLATE} }`), true);
  assert.equal(partial(`apiVersion: apps/v1\nkind: Deployment\nspec: { selector: {}, ${TEMPLATE} }`), false);
  assert.equal(partial('apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: a }] }'), true);
  assert.equal(partial('apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: a, image: b }] }'), false);
  assert.equal(
    partial('apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: a, image: b, $patch: delete }] }'),
    true,
  );
});

test('roles, in the order of the text', () => {
  const { containers } = pod(`\
  containers:
    - { name: main, image: a }
  initContainers:
    - { name: once, image: a }
    - { name: stays, image: a, restartPolicy: Always }
  ephemeralContainers:
    - { name: debug, image: a }
`);
  assert.deepEqual(
    containers.map(({ name, role }) => `${name} ${role}`),
    ['main container', 'once init', 'stays sidecar', 'debug ephemeral'],
  );
});

test('a List holds resources, one that aliases repeat only once', () => {
  const resources = resourcesOf(
    'apiVersion: v1\nkind: List\nitems:\n  - &a { apiVersion: v1, kind: Pod, metadata: { name: a } }\n  - *a\n  - { apiVersion: v1, kind: Service }\n',
  );
  assert.deepEqual(
    resources.map(({ kind }) => kind),
    ['Pod', 'Service'],
  );
});

test('comments declare what is below them, or all of the resource', () => {
  const declared = (text: string) =>
    pod(text).containers.map(({ declared: { go, dockerfile } }) => `${go} ${dockerfile}`);
  assert.deepEqual(declared('  # gantry: go\n  containers:\n    - name: a\n    - name: b\n'), [
    'true undefined',
    'true undefined',
  ]);
  assert.deepEqual(declared('  containers:\n    # gantry: go\n    # of ours\n    - name: a\n    - name: b\n'), [
    'true undefined',
    'false undefined',
  ]);
  assert.deepEqual(
    declared('  containers:\n    - name: a\n      # gantry: dockerfile=x/Dockerfile\n    - name: b # gantry: go\n'),
    ['false x/Dockerfile', 'true undefined'],
  );
  assert.deepEqual(declared('  containers: [{ name: a }, { name: b }] # gantry: go\n'), [
    'true undefined',
    'true undefined',
  ]);
  assert.deepEqual(declared('  containers:\n    - name: "# gantry: goes"\n    # gantry: ignore go\n'), [
    'false undefined',
  ]);
});

test('a container speaks of Go by its variables', () => {
  assert.equal(goEvidence(containerOf('env: [{ name: GOGC, value: "50" }]')), 'env');
  assert.equal(
    goEvidence(containerOf('env: [{ name: GOOGLE_CLOUD_PROJECT, value: x }, { name: GOPATH, value: x }]')),
    'unknown',
  );
  assert.equal(goEvidence(containerOf('# gantry: go\nenv: []')), 'declared');
});

test('probes have the numbers of the API server', () => {
  const { livenessProbe } = containerOf(
    'livenessProbe:\n  httpGet: { port: 80 }\n  periodSeconds: 0\n  timeoutSeconds: 5\n  failureThreshold: "2"',
  );
  assert.ok(livenessProbe);
  assert.equal(livenessProbe.periodSeconds.value, 10);
  assert.equal(livenessProbe.timeoutSeconds.value, 5);
  assert.equal(livenessProbe.initialDelaySeconds.value, 0);
  assert.equal(livenessProbe.initialDelaySeconds.span, undefined);
  assert.equal(livenessProbe.failureThreshold.value, undefined);
  assert.equal(failureBudget(livenessProbe), undefined);
  assert.equal(
    containerOf('livenessProbe: { httpGet: { port: 1 }, tcpSocket: { port: 1 } }').livenessProbe?.handler,
    undefined,
  );
  assert.equal(containerOf('livenessProbe: {}').livenessProbe?.handler, undefined);
});

test('probes are compared by what they ask', () => {
  const same = (one: string, other: string) => {
    const container = containerOf(
      `ports: [{ name: http, containerPort: 80 }]\nlivenessProbe: ${one}\nreadinessProbe: ${other}`,
    );
    const { livenessProbe, readinessProbe } = container;
    return livenessProbe && readinessProbe && askTheSame(container, livenessProbe, readinessProbe);
  };
  assert.equal(same('{ httpGet: { port: http } }', '{ httpGet: { port: 80, path: /, scheme: http } }'), true);
  assert.equal(same('{ httpGet: { port: 80 } }', '{ httpGet: { port: 81 } }'), false);
  assert.equal(same('{ httpGet: { port: 80 } }', '{ httpGet: { port: 80, host: x } }'), false);
  assert.equal(same('{ tcpSocket: { port: 80 } }', '{ httpGet: { port: 80 } }'), false);
  assert.equal(same('{ exec: { command: [a, b] } }', '{ exec: { command: [a b] } }'), false);
  assert.equal(same('{}', '{}'), false);
});

test('a port is a number, or a name of the same container', () => {
  const container = containerOf(
    'ports: [{ name: http, containerPort: 8080 }]\nlivenessProbe: { tcpSocket: { port: http } }',
  );
  const handler = container.livenessProbe?.handler;
  assert.ok(handler?.type === 'tcpSocket' && handler.port);
  assert.equal(portNumber(container, handler.port), 8080);
  assert.equal(portNumber(container, { ...handler.port, text: 'web' }), undefined);
});

test('the pod’s security context holds where the container has none', () => {
  const [one, two] = pod(`\
  securityContext: { runAsNonRoot: true, runAsUser: 1000 }
  containers:
    - { name: one, image: a, securityContext: { runAsUser: 2000 } }
    - { name: two, image: a, securityContext: { runAsNonRoot: no } }
`).containers;
  const settings = (container: Container | undefined) =>
    Object.entries(container?.securityContext ?? {}).map(
      ([name, setting]) => `${name} ${setting?.value} ${setting?.from}`,
    );
  assert.deepEqual(settings(one), ['runAsNonRoot true pod', 'runAsUser 2000 container']);
  assert.deepEqual(settings(two), ['runAsNonRoot false container', 'runAsUser 1000 pod']);
});

test('a syntax error takes the container it tears, and no other', () => {
  const names = (text: string) => pod(text).containers.map(({ name }) => name);
  const broken =
    '  containers:\n    - name: a\n      image: x\n    - name: b\n      image\n      ports: []\n    - name: c\n      image: x\n';
  assert.deepEqual(names(broken), ['a', 'c']);
  assert.deepEqual(names('  nodeName: "x\n  containers:\n    - name: a\n'), []);
});

test('of variables with one name the last one counts', () => {
  const container = containerOf('env: [{ name: A, value: "1" }, { name: A, value: "2" }]');
  assert.equal(findEnv(container, 'A')?.value?.text, '2');
});

function withEnv(spec: string): string | undefined {
  const resource = pod(spec);
  const [container] = resource.containers;
  const edits = container && setEnv(resource, container, 'A', 'x');
  return edits && applyEdits(resource.text, edits).slice(resource.text.indexOf('spec:\n') + 'spec:\n'.length);
}

test('an environment variable is set in the container’s own style', () => {
  assert.equal(
    withEnv('  containers:\n  - image: b\n    name: a\n    # sizes\n    resources: {}\n'),
    '  containers:\n  - image: b\n    name: a\n    env:\n    - name: A\n      value: x\n    # sizes\n    resources: {}\n',
  );
  assert.equal(
    withEnv('  containers: [{ name: a, image: b }]\n'),
    '  containers: [{ name: a, image: b, env: [{ name: A, value: x }] }]\n',
  );
  assert.equal(
    withEnv('  containers:\n    - name: a\n      env:\n        - name: A\n          value: "1" # old\n'),
    '  containers:\n    - name: a\n      env:\n        - name: A\n          value: "x" # old\n',
  );
  assert.equal(
    withEnv('  containers:\n    - name: a\n      env:\n        - name: A\n'),
    '  containers:\n    - name: a\n      env:\n        - name: A\n          value: x\n',
  );
});

test('and not at all where others would get it, too', () => {
  assert.equal(
    withEnv('  containers:\n    - name: a\n      env: &e [{ name: B }]\n    - name: b\n      env: *e\n'),
    undefined,
  );
  assert.equal(
    withEnv('  containers:\n    - name: a\n      env: [{ name: A, valueFrom: { fieldRef: {} } }]\n'),
    undefined,
  );
  assert.equal(withEnv('  x: &x { env: [{ name: B }] }\n  containers:\n    - { name: a, <<: *x }\n'), undefined);
});
