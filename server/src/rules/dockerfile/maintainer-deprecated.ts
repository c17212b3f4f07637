import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Name the authors in a label instead of MAINTAINER.',
  rationale: `
MAINTAINER is deprecated and sets a field that OCI images no longer have. The label \`org.opencontainers.image.authors\` is where registries and tools look today.`,
  sources: [
    'https://docs.docker.com/reference/build-checks/maintainer-deprecated/',
    'https://github.com/opencontainers/image-spec/blob/main/annotations.md',
    'https://github.com/hadolint/hadolint/wiki/DL4000',
  ],
  equivalents: ['MaintainerDeprecated', 'DL4000', 'dockerfile-utils:DEPRECATED_MAINTAINER'],
  tag: 'deprecated',
  messages: {
    deprecated: 'Registries and tools will not find the author here: MAINTAINER is deprecated.',
  },
  fixes: {
    label: 'Use LABEL org.opencontainers.image.authors',
  },
  examples: [
    {
      title: 'An author',
      bad: `\
FROM alpine:3.24
MAINTAINER Ada <ada@example.com>
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
LABEL org.opencontainers.image.authors="Ada <ada@example.com>"
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ instructions, text }, { say, fix }) {
    for (const { keyword, keywordSpan, rest } of instructions) {
      if (keyword !== 'MAINTAINER') continue;
      const author = rest.text.replace(/^"(.*)"$/s, '$1');
      const isPlain = author !== '' && !/["\\$`\n]/.test(author) && rest.traced.pieces.length === 1;
      const label = text.slice(keywordSpan.start, keywordSpan.end) === 'maintainer' ? 'label' : 'LABEL';
      const newText = `${label} org.opencontainers.image.authors="${author}"`;
      const edits = () => [{ span: { start: keywordSpan.start, end: rest.span.end }, newText }];
      yield say.deprecated(keywordSpan, {}, { fixes: isPlain ? [fix.label({}, { safe: true, edits })] : [] });
    }
  },
});
