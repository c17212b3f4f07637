import { declarations, withoutPair } from '../../parse/dockerfile/goSettings.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Leave GOMAXPROCS to the runtime, or to the manifest.',
  rationale: `
Since Go 1.25 the runtime sets GOMAXPROCS from the CPU limit of the container and follows it when it changes. A value in the image switches that off for every deployment: too many threads for a small limit mean throttling, too few for a large one leave CPUs idle.

Whoever has a reason to pin it does so where the limit is set, in the manifest.`,
  sources: ['https://go.dev/doc/go1.25#container-aware-gomaxprocs', 'https://pkg.go.dev/runtime#GOMAXPROCS'],
  messages: {
    fixed:
      'The program will run {value} threads of Go whatever its CPU limit is: a value in the image switches the automatic one off.',
  },
  fixes: {
    remove: 'Remove it from the image',
  },
  examples: [
    {
      title: 'Two threads for all',
      bad: `\
FROM alpine:3.24
COPY api /usr/local/bin/
ENV GOMAXPROCS=2
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
    for (const { instruction, pair } of declarations(finalStage, 'GOMAXPROCS')) {
      const value = pair.value?.text.replace(/^(["'])(.*)\1$/s, '$2') ?? '';
      if (instruction.keyword !== 'ENV' || value === '' || value.includes('$')) continue;
      const edits = () => [withoutPair(text, instruction, pair)];
      yield say.fixed(pair.span, { value }, { fixes: [fix.remove({}, { safe: false, edits })] });
    }
  },
});
