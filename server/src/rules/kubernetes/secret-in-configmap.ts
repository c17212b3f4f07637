import { secretPart } from '../../parse/kubernetes/secrets.ts';
import { asMap, asScalar, get } from '../../parse/yaml/node.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Put passwords and keys into a Secret, not into a ConfigMap.',
  rationale: `
A ConfigMap is for settings that everybody may see: more people and programs may read it than a Secret, it is seldom encrypted in etcd, and tools print it in their logs. A private key, an address with a password or a value whose name says that it is one belongs into a Secret.`,
  sources: [
    'https://kubernetes.io/docs/concepts/configuration/secret/',
    'https://kubernetes.io/docs/concepts/configuration/configmap/',
  ],
  equivalents: ['polaris:sensitiveConfigmapContent'],
  messages: {
    value: 'Everybody who may read ConfigMaps will know {key}, which is a secret by its name.',
    password: 'Everybody who may read ConfigMaps will know the password in {key}.',
    privateKey: 'Everybody who may read ConfigMaps will have the private key in {key}.',
  },
  examples: [
    {
      title: 'A password among the settings',
      bad: `\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  DB_HOST: db
  DB_PASSWORD: correct-horse
`,
      good: `\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  DB_HOST: db
`,
    },
  ],
  *check({ apiVersion, kind, root }, { say }) {
    if (apiVersion !== 'v1' || kind !== 'ConfigMap') return;
    for (const pair of asMap(get(root, 'data'))?.pairs ?? []) {
      const [key, value] = [asScalar(pair.key), asScalar(pair.value)];
      const part = key && value && secretPart(key.text, value);
      // A file has settings of its own, whatever it is called.
      if (!part || (part === 'value' && /[\s:=]/.test(value.text))) continue;
      yield say[part](key.span, { key: key.text });
    }
  },
});
