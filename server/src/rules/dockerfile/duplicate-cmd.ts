import { removeLines } from '../../parse/dockerfile/edits.ts';
import { overridden } from '../../parse/dockerfile/overridden.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Write one CMD in a stage.',
  rationale: `
Of several CMD in a stage only the last counts, whatever stands between them. The earlier one misleads whoever reads the file from the top, and an edit to it changes nothing.`,
  sources: [
    'https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/',
    'https://github.com/hadolint/hadolint/wiki/DL4003',
  ],
  equivalents: ['MultipleInstructionsDisallowed', 'DL4003', 'dockerfile-utils:MULTIPLE_INSTRUCTIONS'],
  tag: 'unnecessary',
  messages: {
    ignored: 'This has no effect: a later CMD of the stage decides what starts by default.',
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
CMD ["api", "-v"]
CMD ["api"]
`,
      good: `\
FROM alpine:3.24
COPY api /usr/local/bin/
USER 65532:65532
CMD ["api"]
`,
    },
  ],
  *check({ stages, text }, { say, fix, note }) {
    for (const { instruction, by } of stages.flatMap((stage) => overridden(stage, 'CMD'))) {
      const edits = () => [removeLines(text, instruction)];
      yield say.ignored(
        instruction.keywordSpan,
        {},
        { fixes: [fix.remove({}, { safe: true, edits })], related: [note.last({}, { span: by.head })] },
      );
    }
  },
});
