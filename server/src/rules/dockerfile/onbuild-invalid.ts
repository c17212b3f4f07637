import { INSTRUCTIONS } from '../../core/dockerfileLanguage.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Defer only instructions that ONBUILD can defer.',
  rationale: `
ONBUILD keeps an instruction for the build that starts from this image. FROM and MAINTAINER cannot be kept, and neither can another ONBUILD: BuildKit refuses them.`,
  sources: [
    'https://docs.docker.com/reference/dockerfile/#onbuild',
    'https://github.com/hadolint/hadolint/wiki/DL3043',
  ],
  equivalents: [
    'DL3043',
    'dockerfile-utils:ONBUILD_TRIGGER_DISALLOWED',
    'dockerfile-utils:ONBUILD_CHAINING_DISALLOWED',
    'tally/invalid-onbuild-trigger',
  ],
  messages: {
    refused: 'The build will fail: ONBUILD cannot defer {keyword}.',
    unknown: 'The build will fail: there is no instruction {keyword}.',
  },
  examples: [
    {
      title: 'An ONBUILD in an ONBUILD',
      bad: `\
FROM alpine:3.24
ONBUILD ONBUILD COPY . /app
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
ONBUILD COPY . /app
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ instructions }, { say }) {
    for (const { keyword: outer, rest } of instructions) {
      const written = outer === 'ONBUILD' ? /^\S+/.exec(rest.text)?.[0] : undefined;
      if (written === undefined) continue;
      const keyword = written.toUpperCase();
      const span = { start: rest.span.start, end: rest.span.start + written.length };
      const facts = INSTRUCTIONS[keyword];
      if (!facts) yield say.unknown(span, { keyword });
      else if (!facts.onbuild) yield say.refused(span, { keyword });
    }
  },
});
