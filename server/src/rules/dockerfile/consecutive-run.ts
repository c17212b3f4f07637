import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Join RUN instructions that follow each other.',
  rationale: `
Every RUN is a layer. Steps that belong together are pulled and stored as one if they are one, and a file that the second removes is then really gone.

Separate layers are also what the cache works with, and in a stage that is thrown away their number does not matter: the rule is off unless asked for, and looks at the final stage only.`,
  sources: [
    'https://docs.docker.com/build/building/best-practices/#minimize-the-number-of-layers',
    'https://github.com/hadolint/hadolint/wiki/DL3059',
  ],
  equivalents: ['DL3059'],
  messages: {
    layers: 'The image gets one more layer: this RUN follows another and could be a part of it.',
  },

  examples: [
    {
      title: 'Two layers',
      bad: `\
FROM alpine:3.24
RUN mkdir /data
RUN chmod 755 /data
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
RUN mkdir /data && chmod 755 /data
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ finalStage }, { say }) {
    const instructions = finalStage?.instructions ?? [];
    for (const [at, instruction] of instructions.entries()) {
      const before = instructions[at - 1];
      if (instruction.keyword !== 'RUN' || before?.keyword !== 'RUN') continue;
      const isPlain = [instruction, before].every(
        ({ flags, heredocs, form }) => flags.length === 0 && heredocs.length === 0 && form === 'plain',
      );
      if (isPlain) yield say.layers(instruction.keywordSpan, {});
    }
  },
});
