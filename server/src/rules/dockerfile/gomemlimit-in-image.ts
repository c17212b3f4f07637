import { declarations, withoutPair } from '../../parse/dockerfile/goSettings.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Set GOMEMLIMIT where the memory limit is set.',
  rationale: `
GOMEMLIMIT belongs to the memory limit of the container, nine tenths of it. In the image it is one number for every deployment: where the limit is smaller the kernel kills before Go collects, where it is larger the garbage collector works for memory that nobody needs.

Write it into the manifest beside \`limits.memory\`; \`kubernetes/gomemlimit-missing\` writes it for you.`,
  sources: ['https://go.dev/doc/gc-guide#Memory_limit'],
  messages: {
    fixed:
      'The value {value} will meet containers with other memory limits: it belongs beside the limit, in the manifest.',
  },
  fixes: {
    remove: 'Remove it from the image',
  },
  examples: [
    {
      title: 'One limit for all',
      bad: `\
FROM alpine:3.24
COPY api /usr/local/bin/
ENV GOMEMLIMIT=460MiB
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
  *check({ finalStage, text }, { say, fix }) {
    if (!finalStage) return;
    for (const { instruction, pair } of declarations(finalStage, 'GOMEMLIMIT')) {
      const value = pair.value?.text.replace(/^(["'])(.*)\1$/s, '$2') ?? '';
      if (instruction.keyword !== 'ENV' || value === '' || value.includes('$')) continue;
      if (value === 'off') continue;
      const edits = () => [withoutPair(text, instruction, pair)];
      yield say.fixed(pair.span, { value }, { fixes: [fix.remove({}, { safe: false, edits })] });
    }
  },
});
