import { floatingImages, pinOf } from '../../parse/dockerfile/floatingImages.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Give the image to start from a tag.',
  rationale: `
Without a tag \`latest\` is meant: whatever the publisher pushed last. The same commit then gets another C library, other packages or another Debian tomorrow, and an old release cannot be built again.

A tag of a release line (\`debian:13\`, \`alpine:3.24\`) gets that line's fixes and nothing else; a digest pins every byte. Distroless images that carry Debian's version in their name, and Chainguard's free images, which have no other tag, are left alone; Go's own image is \`go-image-floating\`'s.`,
  sources: [
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    'https://github.com/hadolint/hadolint/wiki/DL3006',
  ],
  equivalents: ['DL3006'],
  messages: {
    untagged: 'The next build may start from another {image}: without a tag `latest` is meant, and that moves.',
  },
  fixes: {
    pin: 'Pin it: {pinned}',
  },
  examples: [
    {
      title: 'No tag',
      bad: `\
FROM alpine
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ stages }, { say, fix }) {
    for (const use of floatingImages(stages)) {
      if (use.ref.tagSpan) continue;
      const pin = pinOf(use);
      yield say.untagged(
        use.span,
        { image: use.image },
        {
          fixes: pin ? [fix.pin({ pinned: pin.pinned }, { safe: true, edits: () => [pin.edit] })] : [],
          severity: use.mayBeLocal ? 'info' : undefined,
        },
      );
    }
  },
});
