import { type ImageRef, parseImageRef } from '../../core/imageRef.ts';
import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { asScalar, get, type YamlScalar } from '../../parse/yaml/node.ts';
import { isTaggedElsewhere } from '../../workspace/builtHere.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Let a node pull an image whose tag moves.',
  rationale: `
With \`imagePullPolicy: IfNotPresent\` or \`Never\` a node runs what it has. Under the tag \`latest\` that is what was pushed when it pulled last, so pods on different nodes run different programs and a rollout changes nothing. (Without a policy \`latest\` is always pulled.) A version in the tag is the way out; images that are loaded into a local cluster by hand have no other. For those, and where the tag is given elsewhere, it is information.`,
  sources: ['https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy'],
  equivalents: ['kube-score:container-image-pull-policy', 'polaris:pullPolicyNotAlways'],
  messages: { stale: 'A node will go on running the "{container}" it has: {policy} does not pull `latest` again.' },
  fixes: { always: 'Pull it always' },
  examples: [
    {
      title: 'Never pulled again',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:latest # gantry: ignore untagged-image
      imagePullPolicy: IfNotPresent
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
      image: registry.example/api:latest # gantry: ignore untagged-image
      imagePullPolicy: Always
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check({ containers, document }, { say, fix }, { path, workspace }) {
    for (const { image, map, name, partial } of containers) {
      const policy = asScalar(get(map, 'imagePullPolicy'));
      const ref = image && latest(image);
      if (partial || !ref || !policy || !/^(?:IfNotPresent|Never)$/.test(policy.text)) continue;
      const edits = document.shared.has(map) ? undefined : replaceScalar(document, policy, 'Always');
      const fixes = edits ? [fix.always({}, { safe: false, edits: () => edits })] : [];
      const isSet = isLoaded(ref, policy) || isTaggedElsewhere(ref, path, workspace);
      const severity = isSet ? 'info' : undefined;
      yield say.stale(policy.span, { container: name, policy: policy.text }, { fixes, severity });
    }
  },
});

/** By its tag, or for want of one. */
function latest(image: YamlScalar): ImageRef | undefined {
  const ref = isPlaceholder(image) ? undefined : parseImageRef(image.text);
  return ref?.digest === undefined && (ref?.tag ?? 'latest') === 'latest' ? ref : undefined;
}

/** Nobody serves such an image: it has been loaded into a local cluster. */
function isLoaded({ text }: ImageRef, policy: YamlScalar): boolean {
  return (
    policy.text === 'Never' || !text.includes('/') || /^(?:localhost|ko\.local|kind\.local|dev\.local)\b/.test(text)
  );
}
