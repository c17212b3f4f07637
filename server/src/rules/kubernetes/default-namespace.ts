import { removePair } from '../../parse/yaml/remove.ts';
import { asMap, asScalar, get } from '../../parse/yaml/node.ts';
import { stringOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Give programs a namespace of their own.',
  rationale: `
Rights, quotas, network policies and the Pod Security Standards hold for a namespace. What is in \`default\` shares it with everything that somebody has forgotten to place, and cannot be removed with its namespace. A manifest without a namespace goes where whoever applies it says, so only a \`default\` that is written is told; the API server's own Service is left alone.`,
  sources: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/'],
  equivalents: ['kube-linter:use-namespace'],
  messages: {
    shared: '{kind} {name} will share its rights and limits with whatever else is in the namespace default.',
  },
  fixes: { remove: 'Leave the namespace to whoever applies it' },
  examples: [
    {
      title: 'In the namespace default',
      bad: `\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: default
data:
  HOST: db
`,
      good: `\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  HOST: db
`,
    },
  ],
  *check({ root, kind, name, document, apiVersion }, { say, fix }) {
    const metadata = asMap(get(root, 'metadata'));
    const namespace = asScalar(get(metadata, 'namespace'));
    if (!metadata || !namespace || stringOf(namespace) !== 'default') return;
    if (apiVersion === 'v1' && kind === 'Service' && name === 'kubernetes') return;
    const edits = document.shared.has(metadata) ? undefined : removePair(document, metadata, 'namespace');
    const fixes = edits ? [fix.remove({}, { safe: false, edits: () => edits })] : [];
    yield say.shared(namespace.span, { kind, name }, { fixes });
  },
});
