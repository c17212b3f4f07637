import { isPlaceholder as isNoValue, namesSecret } from '../../core/secretNames.ts';
import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import { asMap, asScalar, get, type YamlScalar } from '../../parse/yaml/node.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Put passwords and keys into a Secret, not into a ConfigMap.',
  rationale: `
A ConfigMap is for settings that everybody may see: more people and programs may read it than a Secret, it is never encrypted in etcd, and tools print it in their logs. A private key or a value whose name says that it is a password belongs into a Secret.`,
  sources: [
    'https://kubernetes.io/docs/concepts/configuration/secret/',
    'https://kubernetes.io/docs/concepts/configuration/configmap/',
  ],
  equivalents: ['polaris:sensitiveConfigmapContent'],
  messages: {
    secret: 'Everybody who may read ConfigMaps will know {key}, which is a secret by its name.',
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
      if (!key || !value) continue;
      if (/^-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/m.test(value.text))
        yield say.privateKey(key.span, { key: key.text });
      else if (isSecret(key, value)) yield say.secret(key.span, { key: key.text });
    }
  },
});

/** A name in the style of variables, and a value of one line without a sign of being anything else. */
function isSecret(key: YamlScalar, value: YamlScalar): boolean {
  const isName = /^[\w-]+$/.test(key.text) && namesSecret(key.text.replaceAll('-', '_'));
  return isName && !/[\s:=]/.test(value.text) && !isNoValue(value.text) && !isPlaceholder(value);
}
