import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits } from '../../core/text.ts';
import { parseKubernetes } from '../../parse/kubernetes.ts';
import { parseYaml } from '../../parse/yaml.ts';
import { cursorIn } from '../../testing/cursor.ts';
import { kubernetesDefinition, kubernetesPlaces } from './navigation.ts';
import { kubernetesRename, prepareKubernetesRename } from './rename.ts';

const FILE = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata:
      labels: { app: api }
    spec:
      serviceAccountName: robot
      volumes:
        - name: conf
          configMap: { name: settings }
      containers:
        - name: api
          image: registry.example/api:1
          args: ["--host=$(HOST)"]
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: HOST
              value: x
            - name: LEVEL
              valueFrom: { configMapKeyRef: { name: "settings", key: LEVEL_KEY } }
          readinessProbe: { httpGet: { port: http } }
          volumeMounts:
            - { name: conf, mountPath: /conf }
        - name: side
          image: registry.example/side:1
          ports:
            - name: admin
              containerPort: 9090
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  LEVEL_KEY: info
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: robot }
---
apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector: { app: api }
  ports:
    - name: web
      port: 80
      targetPort: http
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop }
spec:
  defaultBackend: { service: { name: shop, port: { name: web } } }
`;

/** The file with the cursor within this text. */
function at(within: string, file = FILE) {
  const { text, offset } = cursorIn(file.replace(within.replace('|', ''), within));
  return { file: parseYaml(text), offset, locale: 'en' as const };
}

/** Lines, from 1, of the places; `*` where it is declared. */
function places(within: string): string {
  const { file, offset } = at(within);
  return kubernetesPlaces(parseKubernetes(file), offset)
    .map(({ span, kind }) => `${file.text.slice(0, span.start).split('\n').length}${kind === 'write' ? '*' : ''}`)
    .join(' ');
}

describe('places', () => {
  const cases: readonly [string, string, string][] = [
    ['a port with its probe and the Service', 'port: ht|tp', '20* 27 56'],
    ['from the Service', 'targetPort: ht|tp', '20* 27 56'],
    ['a volume', 'name: con|f', '13* 29'],
    ['a ConfigMap', 'name: sett|ings }', '14 26 39*'],
    ['a key of a ConfigMap', 'key: LEVEL|', '26 41*'],
    ['a ServiceAccount', 'robot| }', '11 45*'],
    ['a Service', 'service: { name: sh|op', '50* 62'],
    ['a port of a Service', 'port: { name: we|b', '54* 62'],
    ['a variable', '$(HO|ST)', '18 23*'],
    ['a label of a selector', 'selector: { app: ap|i }\n  ports', '9* 52'],
    ['nothing', 'replicas|', ''],
  ];
  for (const [name, within, expected] of cases)
    test(name, () => assert.equal(within === 'replicas|' ? places('imag|e:') : places(within), expected));
});

test('definition goes to where the name is given', () => {
  const { file, offset } = at('port: ht|tp');
  const [span, ...others] = kubernetesDefinition(parseKubernetes(file), offset);
  assert.deepEqual(others, []);
  assert.equal(file.text.slice(0, span?.start).split('\n').length, 20);
});

describe('rename', () => {
  function renamed(within: string, newName: string, file = FILE): string {
    const question = at(within, file);
    const renaming = kubernetesRename(question, newName);
    assert.ok(renaming && 'edits' in renaming, JSON.stringify(renaming));
    return applyEdits(question.file.text, renaming.edits);
  }
  const refused = (within: string, newName = 'other', file = FILE): string => {
    const renaming = kubernetesRename(at(within, file), newName);
    return renaming && 'refusal' in renaming ? renaming.refusal : 'renamed';
  };

  test('changes every place, in their quotes', () => {
    assert.equal(renamed('port: ht|tp', 'web2'), FILE.replaceAll(/\bhttp\b/g, 'web2'));
    assert.equal(renamed('name: con|f', 'files'), FILE.replaceAll(/name: conf\b/g, 'name: files'));
    const other = renamed('name: sett|ings }', 'yes');
    assert.match(other, /configMap: \{ name: "yes" \}[^]*configMapKeyRef: \{ name: "yes"[^]*\n {2}name: "yes"\n/);
  });

  test('tells who else may know the name', () => {
    const note = (within: string) => {
      const renaming = kubernetesRename(at(within), 'other');
      return renaming && 'note' in renaming ? renaming.note?.description : undefined;
    };
    assert.match(note('port: ht|tp') ?? '', /that say `http` have to say `other`/);
    assert.match(note('robot| }') ?? '', /refer to `robot` have to say `other`/);
    assert.equal(note('name: con|f'), undefined);
  });

  test('refuses what is not safe, and says why', () => {
    assert.match(refused('imag|e:'), /^Only names of ports/);
    assert.match(refused('$(HO|ST)'), /^Programs read `HOST`/);
    assert.match(refused('service: { name: sh|op'), /DNS name/);
    assert.match(refused('name: ap|i'), /would be another resource/);
    assert.match(refused('key: LEVEL|'), /as a file or a variable/);
    assert.match(
      refused('name: tls-|x', 'other', 'apiVersion: v1\nkind: Pod\nspec:\n  imagePullSecrets:\n    - name: tls-x\n'),
      /another file/,
    );
    assert.match(
      refused(
        'name: da|ta',
        'x',
        'apiVersion: v1\nkind: Pod\nspec:\n  volumes: [{ name: data, x: &a 1, y: *a }]\n  containers: []\n  z: {a: &b {}, c: *b}\n',
      ),
      /alias/,
    );
  });

  test('refuses names that are wrong or taken', () => {
    assert.match(refused('port: ht|tp', 'Upper'), /lowercase/);
    assert.match(refused('port: ht|tp', 'much-too-long-name'), /15/);
    assert.match(refused('name: con|f', '-x'), /63/);
    assert.match(refused('name: sett|ings }', 'a_b'), /letter or a digit/);
    const two = FILE.replace(
      '            - name: http\n',
      '            - name: grpc\n              containerPort: 1\n            - name: http\n',
    );
    assert.match(refused('port: ht|tp', 'grpc', two), /^Line 20 has/);
    assert.equal(refused('port: ht|tp', 'admin'), 'renamed');
  });

  test('a claim template keeps its name, and other YAML is nobody’s', () => {
    const set =
      'apiVersion: apps/v1\nkind: StatefulSet\nspec:\n  selector: {}\n  template: { spec: { containers: [{ name: a, volumeMounts: [{ name: data, mountPath: / }] }] } }\n  volumeClaimTemplates: [{ metadata: { name: data } }]\n';
    assert.match(refused('[{ name: da|ta', 'x', set), /data stays/);
    assert.equal(prepareKubernetesRename(at('a|', 'a: 1\n')), undefined);
  });
});
