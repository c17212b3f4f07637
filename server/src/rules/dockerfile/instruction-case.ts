import { INSTRUCTIONS } from '../../core/dockerfileLanguage.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import type { Instruction } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'hint',
  since: '0.1.0',
  summary: 'Write all instructions in the same case.',
  rationale: `
BuildKit does not care about case, but readers do: in a file of capitals a lower-case \`run\` is easily taken for a part of the command above. What most of the file does is the measure, as it is for BuildKit's own check.`,
  sources: ['https://docs.docker.com/reference/build-checks/consistent-instruction-casing/'],
  equivalents: ['ConsistentInstructionCasing', 'dockerfile-utils:CASING_INSTRUCTION'],
  messages: {
    lower: 'Readers may take {written} for a part of the line above: most instructions of this file are in lower case.',
    upper: 'Readers may take {written} for a part of the line above: most instructions of this file are in upper case.',
  },
  fixes: {
    recase: 'Write {keyword}',
  },
  examples: [
    {
      title: 'A lower-case instruction',
      bad: `\
FROM alpine:3.24
copy api /usr/local/bin/
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
  *check(dockerfile, { say, fix }) {
    const known = dockerfile.instructions.filter(({ keyword }) => Object.hasOwn(INSTRUCTIONS, keyword));
    const isLower = mostlyLower(dockerfile, known);
    for (const { keyword, keywordSpan } of known) {
      const written = textOf(dockerfile, keywordSpan);
      const wanted = isLower ? keyword.toLowerCase() : keyword;
      if (written === wanted) continue;
      const edits = () => [{ span: keywordSpan, newText: wanted }];
      const tell = isLower ? say.lower : say.upper;
      yield tell(keywordSpan, { written }, { fixes: [fix.recase({ keyword: wanted }, { safe: true, edits })] });
    }
  },
});

/** As BuildKit counts: what stands above the first FROM, and words of mixed case, are on neither side. */
function mostlyLower(dockerfile: Dockerfile, instructions: readonly Instruction[]): boolean {
  const start = dockerfile.stages[0]?.from.span.start ?? 0;
  const words = instructions
    .filter(({ span }) => span.start >= start)
    .map(({ keywordSpan }) => textOf(dockerfile, keywordSpan));
  const lower = words.filter((word) => word === word.toLowerCase()).length;
  const upper = words.filter((word) => word === word.toUpperCase()).length;
  return lower > upper;
}

function textOf({ text }: Dockerfile, { start, end }: Instruction['keywordSpan']): string {
  return text.slice(start, end);
}
