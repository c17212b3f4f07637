import { declarations, withoutPair } from '../../parse/dockerfile/goSettings.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Do not switch the garbage collector off without a memory limit.',
  rationale: `
With \`GOGC=off\` the heap grows until something stops it. Without GOMEMLIMIT that is the kernel: the container is killed with OOMKilled, sooner or later, and again after every restart.

Together with GOMEMLIMIT it is a way to collect as late as possible, and nothing is said.`,
  sources: ['https://go.dev/doc/gc-guide#GOGC', 'https://go.dev/doc/gc-guide#Memory_limit'],
  messages: {
    off: 'The heap will grow until the kernel kills the container: GOGC=off stops garbage collection, and the image sets no GOMEMLIMIT.',
  },
  fixes: {
    remove: 'Remove it from the image',
  },
  examples: [
    {
      title: 'No collection at all',
      bad: `\
FROM alpine:3.24
COPY api /usr/local/bin/
ENV GOGC=off
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
    for (const { instruction, pair } of declarations(finalStage, 'GOGC')) {
      const value = pair.value?.text.replace(/^(["'])(.*)\1$/s, '$2') ?? '';
      if (instruction.keyword !== 'ENV' || value === '' || value.includes('$')) continue;
      if (value !== 'off' || finalStage.env.has('GOMEMLIMIT')) continue;
      const edits = () => [withoutPair(text, instruction, pair)];
      yield say.off(pair.span, {}, { fixes: [fix.remove({}, { safe: false, edits })] });
    }
  },
});
