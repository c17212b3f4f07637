import { secretPart, secretsOf } from '../../parse/kubernetes/secrets.ts';
import { replacePair } from '../../parse/yaml/replacePair.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Keep passwords and tokens out of manifests.',
  rationale: `
A value in a manifest is in Git, in the history of every clone, and in the answer to \`kubectl get\` for everybody who may read the workload. A Secret is read by those who may read Secrets, and can be changed without a commit. Whether a value is a secret goes by the variable's name (BuildKit's list, without names that say they hold a place, a role or a user), and by the value: a private key, or an address with a password. Placeholders, paths, switches, small numbers and names of Secrets are none. The fix refers to a Secret that you have to make.`,
  sources: ['https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-environment-variables'],
  equivalents: ['kube-linter:env-var-secret', 'polaris:sensitiveContainerEnvVar'],
  messages: {
    value: 'Everybody who reads the repository will know the value of {name}.',
    password: 'Everybody who reads the repository will know the password in {name}.',
    privateKey: 'Everybody who reads the repository will have the private key in {name}.',
  },
  fixes: { reference: 'Take it from the Secret {secret}, key {key}' },
  examples: [
    {
      title: 'A password',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      env:
        - name: DB_PASSWORD
          value: correct-horse
      resources:
        limits:
          memory: 512Mi
`,
      good: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      env:
        - name: DB_PASSWORD
          valueFrom:
            secretKeyRef:
              name: api
              key: db-password
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check({ containers, document, podSpec, name: owner }, { say, fix }) {
    const secrets = secretsOf(podSpec);
    for (const { env } of containers) {
      for (const { name, value, map } of env) {
        const part = value && secretPart(name, value);
        if (!part || secrets.has(value.text)) continue;
        const secret = owner === '' ? 'secrets' : owner;
        const key = name.toLowerCase().replaceAll('_', '-');
        const reference = { secretKeyRef: { name: secret, key } };
        const edits = document.shared.has(map)
          ? undefined
          : replacePair(document, map, 'value', 'valueFrom', reference);
        const fixes = edits ? [fix.reference({ secret, key }, { safe: false, edits: () => edits })] : [];
        yield say[part](value.span, { name }, { fixes });
      }
    }
  },
});
