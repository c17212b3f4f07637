import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { complete, labels, taken } from '../../testing/kubernetesCompletions.ts';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  volumes:
    - name: tmp
      emptyDir: {}
  containers:
    - name: api
      image: registry.example/api:1.4
      ports:
        - name: http
          containerPort: 8080
        - containerPort: 9090
      env:
        - name: HOST
          value: example
`;
const SERVICE = `---
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector:
    app: api
  ports:
    - name: web
      port: 80
`;
const DEPLOYMENT = `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  template:
    metadata:
      labels: { app: api }
    spec:
      containers:
        - name: api
          ports:
            - name: grpc
              containerPort: 9000
`;

describe('fields', () => {
  test('required ones come first, those that are there are left out', () => {
    assert.deepEqual(labels('apiVersion: apps/v1\nkind: Deployment\nspec:\n  |\n').slice(0, 4), [
      'selector',
      'template',
      'replicas',
      'strategy',
    ]);
    const offered = labels(`${POD}      |\n`);
    assert.ok(!offered.includes('image') && !offered.includes('env'));
    assert.deepEqual(offered.slice(0, 3), ['imagePullPolicy', 'command', 'args']);
  });

  test('of a half-typed key, above others and in an item', () => {
    assert.ok(labels(POD.replace('      ports:', '      reso|\n      ports:')).includes('resources'));
    assert.ok(labels(POD.replace('image:', 'ima|ge:')).includes('image'));
    assert.equal(labels(POD.replace('- containerPort: 9090', '- |'))[0], 'containerPort');
  });

  test('the value begins as the document is indented', () => {
    assert.match(taken(`${POD}      readi|\n`, 'readinessProbe'), /\n {6}readinessProbe:\n {8}\$0\n$/);
    assert.match(
      taken(`${POD}      vol|\n`, 'volumeMounts'),
      /\n {6}volumeMounts:\n {8}- name: \$1\n {10}mountPath: \$2\n$/,
    );
    assert.match(taken(`${POD}      arg|\n`, 'args'), /\n {6}args:\n {8}- \$0\n$/);
    assert.match(taken(`${POD}      imageP|\n`, 'imagePullPolicy'), /\n {6}imagePullPolicy: \n$/);
    const flat = 'apiVersion: v1\nkind: Pod\nspec:\n    containers:\n    - name: a\n      |\n';
    assert.match(taken(flat, 'ports'), /\n {6}ports:\n {6}- name: \$1\n {8}containerPort: \$2\n$/);
    assert.match(taken(flat, 'resources'), /\n {6}resources:\n {10}\$0\n$/);
  });

  test('line breaks are the document’s', () => {
    assert.match(taken(`${POD}      arg|\n`.replaceAll('\n', '\r\n'), 'args'), /args:\r\n {8}- \$0\r\n$/);
  });

  test('a key that has its colon is all that is replaced', () => {
    assert.match(taken(POD.replace('image:', 'ima|ge:'), 'command'), /\n {6}command: registry/);
  });

  test('below the key of a list comes a dash', () => {
    assert.equal(labels(`${POD}      volumeMounts:\n        |\n`)[0], '- name');
    assert.match(taken(`${POD}      envFrom:\n        |\n`, '- secretRef'), /- secretRef:\n {12}name: \$1\n$/);
  });

  test('in flow style and in JSON', () => {
    assert.match(taken(`${POD}      resources: { li| }\n`, 'limits'), /\{ limits: \{ \$0 \} \}/);
    const json = '{ "apiVersion": "v1", "kind": "Pod", "spec": { "containers": [{ "name": "a", "im|" }] } }';
    assert.match(taken(json, 'image'), /"name": "a", "image":  \}/);
    assert.match(taken(json.replace('"im|"', '|'), 'ports'), /"ports": \[\$0\] \}/);
  });

  test('an item of a List is a resource, and status is not written', () => {
    const list = 'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    |\n';
    assert.deepEqual(labels(list), ['metadata', 'spec']);
  });

  test('keys of maps', () => {
    assert.deepEqual(labels(`${POD}      resources:\n        limits:\n          |\n`), [
      'memory',
      'cpu',
      'ephemeral-storage',
    ]);
  });
});

describe('values', () => {
  test('enums and booleans, with the default marked', () => {
    assert.deepEqual(labels(`${POD}      imagePullPolicy: |\n`), ['IfNotPresent', 'Always', 'Never']);
    const offered = complete(`${POD}  hostNetwork: |\n`);
    assert.deepEqual(
      offered.map(({ label, detail }) => [label, detail]),
      [
        ['true', undefined],
        ['false', 'default'],
      ],
    );
  });

  test('in the quotes that are there, and behind a colon without its space', () => {
    assert.match(taken(`${POD}  restartPolicy: "Al|x"\n`, 'Always'), /restartPolicy: "Always"\n$/);
    assert.match(taken(`${POD}  restartPolicy:|\n`, 'Never'), /restartPolicy: Never\n$/);
    assert.match(taken(`${POD}      securityContext: { capabilities: { drop: [|] } }\n`, 'ALL'), /drop: \[ALL\]/);
  });

  test('what would be something else is quoted', () => {
    const role = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nrules:\n  - apiGroups: [|]\n';
    assert.match(taken(role, '""'), /apiGroups: \[""\]/);
  });

  test('kind and apiVersion follow each other', () => {
    assert.deepEqual(labels('apiVersion: |\nkind: Deployment\n'), ['apps/v1']);
    assert.ok(!labels('apiVersion: apps/v1\nkind: |\n').includes('Service'));
    assert.equal(taken('kind: |', 'CronJob'), 'apiVersion: batch/v1\nkind: CronJob');
    assert.deepEqual(labels('apiVersion: apps/v1\n|\n'), ['kind']);
  });
});

describe('names in scope', () => {
  test('ports of the container in its probes', () => {
    assert.deepEqual(labels(`${POD}      livenessProbe:\n        httpGet:\n          port: |\n`), ['http']);
  });

  test('volumes of the pod', () => {
    assert.deepEqual(labels(`${POD}      volumeMounts:\n        - name: |\n`), ['tmp']);
  });

  test('variables in a command', () => {
    assert.equal(taken(`${POD}      args: ["--h=$(H|"]\n`, 'HOST').slice(-17), '["--h=$(HOST)"]\n'.padStart(17));
    assert.deepEqual(labels(`${POD}      args: ["$$(|"]\n`), []);
  });

  test('target ports of the pods that the Service selects', () => {
    assert.deepEqual(labels(`${POD}${DEPLOYMENT}${SERVICE}      targetPort: |\n`), ['grpc']);
    assert.deepEqual(labels(`${POD}${SERVICE}      targetPort: |\n`), ['http']);
  });

  test('labels of the pods for a selector', () => {
    const service = 'apiVersion: v1\nkind: Service\nspec:\n  selector:\n    |\n';
    assert.deepEqual(labels(service + DEPLOYMENT), ['app: api']);
  });

  test('ConfigMaps, Secrets and their keys', () => {
    const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: conf\ndata:\n  LEVEL: info\n---\n';
    const ref = `${map}${POD}        - name: L\n          valueFrom:\n            configMapKeyRef:\n              `;
    assert.deepEqual(labels(`${ref}name: |\n`), ['conf']);
    assert.deepEqual(labels(`${ref}name: conf\n              key: |\n`), ['LEVEL']);
  });

  test('Services and their ports for an Ingress', () => {
    const ingress = `${SERVICE}---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nspec:\n  defaultBackend:\n    service:\n      name: `;
    assert.deepEqual(labels(`${ingress}|\n`), ['api']);
    assert.deepEqual(labels(`${ingress}api\n      port:\n        name: |\n`), ['web']);
  });
});

describe('snippets', () => {
  test('whole manifests in an empty document', () => {
    const offered = complete('|').map(({ label }) => label);
    assert.deepEqual(offered.slice(0, 3), ['Deployment', 'Service', 'ConfigMap']);
    assert.ok(complete(`${POD}---\n# Next\n|\n`).length > 5);
    assert.ok(complete('dep|').length > 5);
  });

  test('but not in the files of other programs', () => {
    assert.deepEqual(labels('|', { path: '/w/compose.yaml' }), []);
    assert.deepEqual(complete('|', { path: '/w/.github/workflows/ci.yaml' }), []);
    assert.deepEqual(complete('a: 1\n---\n|\n'), []);
  });

  test('fragments as the document is indented, for what is not there', () => {
    const text = taken(`${POD}      |\n`, 'livenessProbe: httpGet');
    assert.match(text, /\n {6}livenessProbe:\n {8}httpGet:\n {10}path: \$\{1:\/livez\}\n/);
    const flat = 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    |\n';
    assert.match(taken(flat, 'env: GOMEMLIMIT'), /\n {4}env:\n {4}- name: GOMEMLIMIT\n {6}value: /);
    assert.ok(!complete(`${POD}      |\n`).some(({ label }) => label.startsWith('env:')));
  });
});

describe('silence', () => {
  const cases: readonly [string, string][] = [
    ['other YAML', 'services:\n  web:\n    |\n'],
    ['other YAML with a kind', 'kind: |\nsteps: []\n'],
    ['custom resources', 'apiVersion: acme.io/v1\nkind: Shop\nspec:\n  |\n'],
    ['the source of a template', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .name }}\n  |\n'],
    ['comments', `${POD}      # |\n`],
    ['block scalars', 'apiVersion: v1\nkind: ConfigMap\ndata:\n  a: >-\n    kind: |\n'],
    ['free text', `${POD}      workingDir: |\n`],
  ];
  for (const [name, text] of cases) test(name, () => assert.deepEqual(complete(text), []));
});
