import { parseImageRef } from '../../core/imageRef.ts';
import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Pin images by digest.',
  rationale: `
A tag may be pushed again, a digest is the content itself. With \`name:tag@sha256:…\` every node runs the same bytes, and nobody can replace them in the registry. It takes a tool that raises the digests, so this is a hint of the strict profile.`,
  sources: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  messages: { unpinned: 'The registry may give "{container}" other bytes under the same tag.' },
  examples: [
    {
      title: 'A tag alone',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
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
  containers:
    - name: api
      image: registry.example/api:1.4@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check({ containers }, { say }) {
    for (const { image, name, partial } of containers) {
      const ref = image && !isPlaceholder(image) ? parseImageRef(image.text) : undefined;
      if (image && ref && !partial && ref.digest === undefined) yield say.unpinned(image.span, { container: name });
    }
  },
});
