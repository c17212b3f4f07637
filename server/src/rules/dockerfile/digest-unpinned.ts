import { imageUses } from '../../parse/dockerfile/images.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Pin the image to start from by its digest.',
  rationale: `
A tag is a name that its publisher may move: the same Dockerfile then builds another image, with other packages, and nobody has reviewed the change. A digest is the content itself.

It also freezes security fixes, so it is worth it only with a bot that raises digests (Renovate, Dependabot). That is why the rule is off unless asked for. Gantry asks no registry, so it cannot write the digest for you: \`docker buildx imagetools inspect IMAGE\` prints it.`,
  sources: ['https://docs.docker.com/build/building/best-practices/#pin-base-image-versions'],
  messages: {
    movable: 'The next build may start from another image: the tag of {image} can be moved, a digest cannot.',
  },
  examples: [
    {
      title: 'A tag only',
      bad: `\
FROM alpine:3.24
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ stages }, { say }) {
    for (const { ref, span } of imageUses(stages))
      if (ref.digest === undefined) yield say.movable(span, { image: ref.text.slice(0, ref.repositorySpan.end) });
  },
});
