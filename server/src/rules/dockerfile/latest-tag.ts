import { floatingImages, pinOf } from '../../parse/dockerfile/floatingImages.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Name a version instead of the tag `latest`.',
  rationale: `
\`latest\` is whatever its publisher pushed last, and nothing says that it is the newest release. The same commit then gets another C library, other packages or another Debian tomorrow, and an old release cannot be built again.

A tag of a release line (\`debian:13\`, \`alpine:3.24\`) gets that line's fixes and nothing else; a digest pins every byte. Distroless images that carry Debian's version in their name, and Chainguard's free images, which have no other tag, are left alone; Go's own image is \`go-image-floating\`'s.`,
  sources: [
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    'https://github.com/hadolint/hadolint/wiki/DL3007',
  ],
  equivalents: ['DL3007'],
  messages: {
    latest: 'The next build may start from another {image}: `latest` moves with every release.',
  },
  fixes: {
    pin: 'Pin it: {pinned}',
  },
  examples: [
    {
      title: 'The tag of an ARG',
      bad: `\
ARG TAG=latest
FROM debian:\${TAG}
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
ARG TAG=13
FROM debian:\${TAG}
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ stages }, { say, fix }) {
    for (const use of floatingImages(stages)) {
      if (!use.ref.tagSpan) continue;
      const pin = pinOf(use);
      yield say.latest(
        use.place(use.ref.tagSpan) ?? use.span,
        { image: use.image },
        {
          fixes: pin ? [fix.pin({ pinned: pin.pinned }, { safe: true, edits: () => [pin.edit] })] : [],
          severity: use.mayBeLocal ? 'info' : undefined,
        },
      );
    }
  },
});
