import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../core/text.ts';
import { parseKubernetes } from '../../parse/kubernetes.ts';
import { fieldsOf } from '../../parse/kubernetes/fields.ts';
import { parseYaml } from '../../parse/yaml.ts';
import { kubernetesCompletion } from './completion.ts';

const INDENTED = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: api
spec:
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
    spec:
      containers:
        - name: api
          image: registry.example/api:1
          ports:
            - containerPort: 80
          livenessProbe:
            httpGet:
              port: 80
          command:
            - /api
      volumes:
        - name: tmp
          emptyDir: {}
`;

/** Lists as far out as their keys, four columns for maps. */
const FLAT = `apiVersion: v1
kind: Pod
metadata:
    name: api
spec:
    containers:
    - name: api
      image: registry.example/api:1
      env:
      - name: A
        value: b
      resources:
          limits:
              memory: 1Gi
    restartPolicy: Always
`;

/** What a person would type into the places to fill in. */
function filled(snippet: string): string {
  return snippet.replaceAll(/\$\{\d+:([^}]*)\}/g, '$1').replaceAll(/\$\d+/g, 'x');
}

for (const [name, text] of Object.entries({ INDENTED, FLAT })) {
  test(`what is taken on a new line lands in the object that it was offered for: ${name}`, () => {
    const starts = [...text.matchAll(/^/gm)].map(({ index }) => index).slice(1);
    let count = 0;
    for (const start of starts) {
      for (let column = 0; column <= 20; column += 2) {
        const opened = `${text.slice(0, start)}${' '.repeat(column)}\n${text.slice(start)}`;
        const offset = start + column;
        for (const entry of kubernetesCompletion({ file: parseYaml(opened), offset, locale: 'en' })) {
          count += 1;
          const taken = applyEdits(opened, [{ span: entry.replace, newText: filled(entry.snippet ?? entry.newText) }]);
          const file = parseYaml(taken);
          const [manifest] = parseKubernetes(file);
          const [resource] = manifest?.manifest.resources ?? [];
          assert.ok(resource, taken);
          const where = `${entry.label} at ${opened.slice(0, offset).split('\n').length}:${column}\n${taken}`;
          assert.deepEqual(file.documents[0]?.document.problems, [], where);
          assert.deepEqual(
            fieldsOf(resource).unknown.map(({ key }) => key.text),
            [],
            where,
          );
        }
      }
    }
    assert.ok(count > 200, `${count} entries`);
  });
}
