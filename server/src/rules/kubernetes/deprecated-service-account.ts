import { findPair } from '../../parse/yaml/node.ts';
import { renameKey } from '../../parse/yaml/rename.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  tag: 'deprecated',
  since: '0.1.0',
  summary: 'Write serviceAccountName.',
  rationale: `
\`serviceAccount\` is the name that \`serviceAccountName\` had at first. The API server still copies one into the other, but tools that read manifests look at the new one alone, and if both are there with different values the old one is lost.`,
  sources: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec'],
  equivalents: ['kube-linter:deprecated-service-account-field'],
  messages: {
    deprecated: 'Tools will not see the service account: serviceAccount is the old name of serviceAccountName.',
  },
  fixes: { rename: 'Write serviceAccountName' },
  examples: [
    {
      title: 'The old name',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  serviceAccount: api
  containers:
    - name: api
      image: registry.example/api:1.4
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
  serviceAccountName: api
  containers:
    - name: api
      image: registry.example/api:1.4
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check({ podSpec, document }, { say, fix }) {
    const pair = findPair(podSpec, 'serviceAccount');
    // What the cluster gives back has both.
    if (!podSpec || !pair || findPair(podSpec, 'serviceAccountName')) return;
    const edits = document.shared.has(podSpec) ? undefined : renameKey(document, podSpec, pair, 'serviceAccountName');
    yield say.deprecated(
      pair.key.span,
      {},
      { fixes: edits ? [fix.rename({}, { safe: true, edits: () => edits })] : [] },
    );
  },
});
