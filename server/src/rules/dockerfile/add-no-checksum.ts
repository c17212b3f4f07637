import { flag } from '../../parse/dockerfile/instructions.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'State the checksum of what ADD downloads.',
  rationale: `
An address gives whatever its server has today. Nothing notices if the file is replaced, by its publisher or by somebody else, and the same Dockerfile builds another image.

\`ADD --checksum=sha256:…\` makes the build stop instead. Gantry downloads nothing, so it cannot work the checksum out for you: \`curl -fsSL ADDRESS | sha256sum\` does. Git repositories are not downloaded as a file; there a commit in the address does the same.`,
  sources: ['https://docs.docker.com/reference/dockerfile/#add---checksum'],
  messages: {
    unchecked: 'Nobody will notice if another file comes from this address tomorrow: ADD has no --checksum.',
  },
  examples: [
    {
      title: 'A downloaded program',
      bad: `\
FROM alpine:3.24
ADD --chmod=755 https://downloads.example/api-1.4 /usr/local/bin/api
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d --chmod=755 https://downloads.example/api-1.4 /usr/local/bin/api
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ stages }, { say }) {
    for (const { instruction, sources } of stages.flatMap(({ copies }) => copies)) {
      if (instruction.keyword !== 'ADD' || flag(instruction, 'checksum')) continue;
      const at = sources.findIndex((source = '') => /^https?:\/\//.test(source) && !/\.git(?:[#/?]|$)/.test(source));
      const word = instruction.args[at];
      if (word) yield say.unchecked(word.span, {});
    }
  },
});
