import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assert as check, constantFrom, nat, property } from 'fast-check';
import { parseKubernetes } from '../../parse/kubernetes.ts';
import { parseYaml } from '../../parse/yaml.ts';
import type { CompletionEntry, OutlineItem } from '../answers.ts';
import { kubernetesCompletion } from './completion.ts';
import { kubernetesFolds } from './folding.ts';
import { kubernetesHover } from './hover.ts';
import { kubernetesLinks } from './links.ts';
import { kubernetesDefinition, kubernetesPlaces } from './navigation.ts';
import { kubernetesOnType } from './onType.ts';
import { kubernetesOutline } from './outline.ts';
import { kubernetesRename } from './rename.ts';
import { kubernetesSelections } from './selection.ts';

const TEXT = `# A shop
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, labels: { app: &name api } }
spec:
  selector:
    matchLabels: { app: *name }
  template:
    metadata:
      labels:
        app: api
    spec: &spec
      containers:
      - name: "api"
        image: alpine:3.24 # the image
        args: ["--host=$(HOST)", '--x']
        env:
          - { name: HOST, value: "a" }
          - name: KEY
            valueFrom:
              configMapKeyRef: { name: conf, key: a }
        ports: [{ name: http, containerPort: 8080 }]
        resources:
          limits: { memory: 512Mi, cpu: 500m }
        livenessProbe:
          httpGet:
            path: /
            port: http
          periodSeconds: 20
      volumes:
      - name: tmp
        emptyDir: {}
---
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Service
  spec:
    selector: { app: api }
    ports:
    - port: 80
      targetPort: http
- {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "conf"}, "data": {"a": "b"}}
--- # third
apiVersion: v1
kind: ConfigMap
data:
  script: |-
    kind: x
    - y
`;

/** What a file is broken with, besides the part that is taken out. */
const TYPED = [
  '',
  '\n',
  '\r\n',
  '\t',
  '  ',
  ': ',
  ':',
  '- ',
  '-',
  '? ',
  '{',
  '}',
  '[',
  '"',
  "'",
  '|\n',
  '>-\n',
  '&a ',
  '*a',
  '<<: *spec\n',
  '!!str ',
  '#',
  ' # ',
  '---\n',
  '...\n',
  '%YAML 1.2\n',
  '{{ .x }}',
  '<<<<<<< a\n',
  '$(',
  '$(HOST',
  '\ufeff',
  '\u00a0',
  '😀',
  '\0',
  'kind: ',
  'apiVersion: v1\n',
  'spec:\n  ',
];

test('no offset of a broken file throws, and every answer fits the text', () => {
  const size = TEXT.length;
  check(
    property(nat(size), nat(size), constantFrom(...TYPED), nat(size), (from, to, typed, at) => {
      const text = TEXT.slice(0, Math.min(from, to)) + typed + TEXT.slice(Math.max(from, to));
      const file = parseYaml(text);
      const manifests = parseKubernetes(file);
      const offset = Math.min(at, text.length);
      const question = { file, offset, locale: 'en' } as const;
      for (const entry of kubernetesCompletion(question)) checkEntry(entry, text, offset);
      const hover = kubernetesHover(question);
      assert.ok(!hover || (hover.span.start <= offset && offset <= hover.span.end));
      kubernetesRename(question, 'x');
      kubernetesDefinition(manifests, offset);
      for (const { span } of kubernetesPlaces(manifests, offset))
        assert.ok(span.start <= span.end && span.end <= text.length);
      const lines = text.split('\n').length;
      for (const { startLine, endLine } of kubernetesFolds(file)) assert.ok(startLine < endLine && endLine < lines);
      kubernetesLinks(manifests);
      for (const ch of ['\n', '-']) kubernetesOnType(question, ch);
      for (const item of kubernetesOutline(manifests) ?? []) checkItem(item);
      const spans = kubernetesSelections(file, offset);
      assert.ok(spans.every(({ start, end }) => start <= offset && offset <= end));
    }),
    { numRuns: 2000 },
  );
});

function checkEntry({ insert, replace, label }: CompletionEntry, text: string, offset: number): void {
  assert.ok(insert.start === replace.start && insert.end === offset && replace.end >= offset, label);
  assert.ok(!text.slice(replace.start, replace.end).includes('\n'), label);
}

function checkItem({ name, span, selection, children }: OutlineItem): void {
  assert.notEqual(name, '');
  assert.ok(span.start <= selection.start && selection.end <= span.end, name);
  for (const child of children) {
    assert.ok(span.start <= child.span.start && child.span.end <= span.end, `${child.name} in ${name}`);
    checkItem(child);
  }
}
