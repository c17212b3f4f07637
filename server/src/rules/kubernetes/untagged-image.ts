import { type ImageRef, parseImageRef } from '../../core/imageRef.ts';
import type { Span } from '../../core/text.ts';
import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import type { YamlScalar } from '../../parse/yaml/node.ts';
import { isTaggedElsewhere } from '../../workspace/builtHere.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Name a version in the tag of an image.',
  rationale: `
\`latest\`, and no tag at all, which is the same, is whatever was pushed last. Two pods of one Deployment may run different programs, a rollback brings nothing back, and a node that comes back pulls something new at night. The port of a registry (\`registry.example:5000/api\`) is no tag. What kustomize's \`images\` or a placeholder fills in is left alone. Where the tag is given elsewhere, by a kustomization beside the file, a tool that builds while somebody develops, or the project's own release, it is information.`,
  sources: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  equivalents: ['kube-linter:latest-tag', 'kube-score:container-image-tag', 'polaris:tagNotSpecified'],
  messages: {
    latest: 'Pods of "{container}" may run different programs: `latest` is whatever was pushed last.',
    none: 'Pods of "{container}" may run different programs: without a tag `latest` is meant, which is whatever was pushed last.',
  },
  examples: [
    {
      title: 'No version',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:latest
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
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check({ containers }, { say }, { path, workspace }) {
    for (const { image, name, partial } of containers) {
      const ref = image && floating(image);
      if (!image || !ref || partial) continue;
      const severity = isTaggedElsewhere(ref, path, workspace) ? 'info' : undefined;
      const span = ref.tagSpan && exactPart(image, ref.tagSpan);
      yield (ref.tag === undefined ? say.none : say.latest)(span ?? image.span, { container: name }, { severity });
    }
  },
});

/** The reference if it moves. */
function floating(image: YamlScalar): ImageRef | undefined {
  const ref = isPlaceholder(image) ? undefined : parseImageRef(image.text);
  return ref?.digest === undefined && (ref?.tag ?? 'latest') === 'latest' ? ref : undefined;
}

/** In the file, where the text is written as it is. */
function exactPart({ span, style }: YamlScalar, { start, end }: Span): Span | undefined {
  const gap = style === 'plain' ? 0 : style === 'single' || style === 'double' ? 1 : undefined;
  return gap === undefined ? undefined : { start: span.start + gap + start, end: span.start + gap + end };
}
