import { removeLines } from '../../parse/dockerfile/edits.ts';
import { overridden } from '../../parse/dockerfile/overridden.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Write one HEALTHCHECK in a stage.',
  rationale: `
Of several HEALTHCHECK in a stage only the last counts, whatever stands between them. The earlier one misleads whoever reads the file from the top, and an edit to it changes nothing.`,
  sources: [
    'https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/',
    'https://github.com/hadolint/hadolint/wiki/DL3012',
  ],
  equivalents: ['MultipleInstructionsDisallowed', 'DL3012', 'dockerfile-utils:MULTIPLE_INSTRUCTIONS'],
  tag: 'unnecessary',
  messages: {
    ignored: 'This has no effect: a later HEALTHCHECK of the stage decides what checks the container.',
  },
  fixes: {
    remove: 'Remove it',
  },
  related: {
    last: 'The one that counts',
  },
  examples: [
    {
      title: 'Two of them',
      bad: `\
FROM alpine:3.24
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
HEALTHCHECK NONE
HEALTHCHECK CMD ["api", "-health"]
`,
      good: `\
FROM alpine:3.24
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
HEALTHCHECK CMD ["api", "-health"]
`,
    },
  ],
  *check({ stages, text }, { say, fix, note }) {
    for (const { instruction, by } of stages.flatMap((stage) => overridden(stage, 'HEALTHCHECK'))) {
      const edits = () => [removeLines(text, instruction)];
      yield say.ignored(
        instruction.keywordSpan,
        {},
        { fixes: [fix.remove({}, { safe: true, edits })], related: [note.last({}, { span: by.head })] },
      );
    }
  },
});
