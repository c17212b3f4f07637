import type { Dockerfile } from '../../parse/dockerfile.ts';
import type { Problem } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Leave no blank lines inside a continued instruction.',
  rationale: `
Today BuildKit skips a blank line after a backslash and goes on with the next one, with a warning that this will become an error. To the eye the instruction ends at the gap. A comment line may stand there.`,
  sources: ['https://docs.docker.com/reference/build-checks/no-empty-continuation/'],
  equivalents: ['NoEmptyContinuation', 'dockerfile-utils:EMPTY_CONTINUATION_LINE'],
  messages: {
    blank: 'A later BuildKit will refuse this: the instruction goes on below the blank line.',
  },
  fixes: {
    remove: 'Remove the blank lines',
  },
  examples: [
    {
      title: 'A gap in a list',
      bad: `\
FROM alpine:3.24
RUN mkdir /data \\

    && chmod 755 /data
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
RUN mkdir /data \\
    && chmod 755 /data
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    for (const blanks of byInstruction(dockerfile)) {
      const [first] = blanks;
      if (!first) continue;
      const edits = () =>
        blanks.map(({ span }) => ({
          span: { start: span.start, end: nextLine(dockerfile.text, span.end) },
          newText: '',
        }));
      yield say.blank(lineAbove(dockerfile, first), {}, { fixes: [fix.remove({}, { safe: true, edits })] });
    }
  },
});

function byInstruction({ instructions, problems }: Dockerfile): Problem[][] {
  const blanks = problems.filter(({ code }) => code === 'empty-continuation');
  if (blanks.length === 0) return [];
  return instructions.map(({ span }) =>
    blanks.filter((each) => span.start < each.span.start && each.span.end <= span.end),
  );
}

function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline + 1;
}

/** The backslash above, since a blank line has nothing to point at. */
function lineAbove({ text, escape }: Dockerfile, { span }: Problem): { start: number; end: number } {
  const at = text.lastIndexOf(escape, span.start);
  return at === -1 ? span : { start: at, end: at + 1 };
}
