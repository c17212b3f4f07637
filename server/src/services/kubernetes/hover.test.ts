import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseYaml } from '../../parse/yaml.ts';
import { cursorIn } from '../../testing/cursor.ts';
import { kubernetesHover } from './hover.ts';
import type { Question } from './question.ts';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: api
  labels: { app: api }
spec:
  volumes: [{ name: tmp, emptyDir: { sizeLimit: 1Gi } }]
  containers:
    - name: api
      image: alpine:3.24
      imagePullPolicy: Always
      ports: [{ name: http, containerPort: 8080 }]
      resources: { limits: { memory: 512Mi, cpu: 1500m, nvidia.com/gpu: 1 } }
      livenessProbe:
        httpGet: { path: /livez, port: http }
        initialDelaySeconds: 5
        periodSeconds: 20
        failureThreshold: 2
      readinessProbe:
        httpGet: { path: /readyz, port: http }
      volumeMounts: [{ name: tmp, mountPath: /tmp }]
`;

/** What is shown with the cursor within this text of the pod. */
function hover(within: string, around: Partial<Question> = {}, text = POD): string | undefined {
  const marked = cursorIn(text.replace(within.replace('|', ''), within));
  return kubernetesHover({ file: parseYaml(marked.text), offset: marked.offset, locale: 'en', ...around })?.markdown;
}

describe('fields', () => {
  test('path, type, required or not, default, choices', () => {
    assert.equal(
      hover('imagePull|Policy'),
      '`spec.containers[0].imagePullPolicy` — text, optional\n\nOne of `IfNotPresent`, `Always`, `Never`.',
    );
    assert.equal(hover('contain|ers:'), '`spec.containers` — list of Container, required');
    assert.match(hover('perio|dSeconds') ?? '', /— integer, optional, default `10`\n/);
    assert.match(hover('cpu|:') ?? '', /^`spec\.containers\[0\]\.resources\.limits\.cpu` — quantity$/);
    assert.match(hover('nvidia.com/g|pu') ?? '', /limits\[nvidia\.com\/gpu\]/);
  });

  test('what the documentation says, where it is at hand', () => {
    const describe_ = (key: string): string => `About ${key}.`;
    assert.equal(
      hover('mountPa|th', { describe: describe_ }),
      '`spec.containers[0].volumeMounts[0].mountPath` — text, required\n\nAbout V1VolumeMount.mountPath.',
    );
  });

  test('the resource', () => {
    const text = hover('kin|d', { describe: (key) => `About ${key}.` });
    assert.match(
      text ?? '',
      /^\*\*v1 Pod\*\* — read by the API of Kubernetes 1\.\d+\.\n\nAbout V1Pod\.\n\n\[Read more\]/,
    );
  });

  test('in Chinese', () => {
    assert.match(
      hover('perio|dSeconds', { locale: 'zh-cn' }) ?? '',
      /整数，可选，默认 `10`[^]*停止响应约 40 秒后，容器会被杀掉并重启/,
    );
  });
});

describe('what values mean', () => {
  test('probes', () => {
    const sum = '2 failures in a row, one try every 20 s, each given 1 s. The first try is 5 s after the start.';
    const killed = `The container is killed and restarted about 40 s after it stops answering: ${sum}`;
    assert.ok(hover('liveness|Probe')?.endsWith(killed));
    assert.ok(hover('failureThreshold: |2')?.endsWith(killed));
    assert.match(hover('readiness|Probe') ?? '', /no more traffic about 30 s after/);
    const startup = POD.replace('readinessProbe', 'startupProbe');
    assert.match(hover('startup|Probe', {}, startup) ?? '', /has about 30 s to start/);
    assert.match(hover('liveness|Probe', {}, startup) ?? '', /after the startup probe has succeeded\.$/);
  });

  test('quantities', () => {
    assert.match(hover('51|2Mi') ?? '', /512 MiB = 536,870,912 bytes \(537 MB\)\.$/);
    assert.match(hover('1|Gi') ?? '', /1 GiB = 1,073,741,824 bytes \(1\.1 GB\)\.$/);
    assert.match(hover('150|0m') ?? '', /1\.5 CPU cores\.$/);
    assert.doesNotMatch(hover('gpu: |1') ?? '', /bytes|cores/);
  });

  test('names', () => {
    assert.match(hover('path: /livez, port: ht|tp') ?? '', /`http` is port 8080, declared in line 12\.$/);
    assert.match(hover('{ name: tm|p, mountPath') ?? '', /`tmp` is declared in line 7\.$/);
  });

  test('images', () => {
    assert.match(hover('alpine:3|.24') ?? '', /C library: musl/);
  });
});

describe('silence', () => {
  const of = (text: string) => hover('|x', {}, text);
  test('custom resources, unknown fields, other YAML, templates, what is broken', () => {
    assert.equal(of('apiVersion: acme.io/v1\nkind: Shop\nspec: { x: 1 }\n'), undefined);
    assert.equal(of('apiVersion: v1\nkind: Pod\nspec: { x: 1 }\n'), undefined);
    assert.equal(of('services: { x: 1 }\n'), undefined);
    assert.equal(of('apiVersion: v1\nkind: Pod\nmetadata: { name: {{ x }} }\n'), undefined);
    assert.equal(of('apiVersion: v1\nkind: Pod\n# x\n'), undefined);
  });
});
