import { INSTRUCTIONS } from '../../core/dockerfileLanguage.ts';
import { nearest } from '../../core/nearest.ts';
import { lineEnd, type TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { hasCustomFrontend } from '../../parse/dockerfile/frontend.ts';
import type { Instruction } from '../../parse/dockerfile/model.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Begin every line with an instruction.',
  rationale: `
BuildKit reads the first word of a line as the instruction and stops at one it does not know, before anything is built. Often it is a slip; as often the line above lacks the backslash that would continue it.

A frontend of one's own (\`# syntax=\`) may know more instructions, so there it is only pointed out.`,
  sources: ['https://docs.docker.com/reference/dockerfile/'],
  equivalents: ['dockerfile-utils:UNKNOWN_INSTRUCTION', 'tally/unknown-instruction'],
  messages: {
    typo: 'The build will fail: there is no instruction {keyword}. {meant} is close.',
    continued: 'The build will fail: this is no instruction, and the line above may lack its `{escape}`.',
    unknown: 'The build will fail: there is no instruction {keyword}.',
  },
  fixes: {
    rename: 'Use {meant}',
    join: 'Continue the line above',
  },
  examples: [
    {
      title: 'A slip of the finger',
      bad: `\
FROM alpine:3.24
COPPY api /usr/local/bin/
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
    {
      title: 'A lost backslash',
      bad: `\
FROM alpine:3.24
RUN mkdir /data
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
    const { instructions, escape } = dockerfile;
    const severity = hasCustomFrontend(dockerfile) ? 'info' : undefined;
    for (const [at, instruction] of instructions.entries()) {
      const before = instructions[at - 1];
      // The lines after a lost backslash are its consequence.
      if (isKnown(instruction) || (before && !isKnown(before))) continue;
      const { keyword, keywordSpan } = instruction;
      const meant = /^[A-Z]+$/.test(keyword) ? nearest(keyword, Object.keys(INSTRUCTIONS)) : undefined;
      const join = continuing(dockerfile, at);
      const fixes: Fix[] = [];
      if (meant !== undefined)
        fixes.push(fix.rename({ meant }, { safe: false, edits: () => [{ span: keywordSpan, newText: meant }] }));
      else if (join) fixes.push(fix.join({}, { safe: false, edits: () => join }));
      if (meant !== undefined) yield say.typo(keywordSpan, { keyword, meant }, { fixes, severity });
      else if (join) yield say.continued(keywordSpan, { escape }, { fixes, severity });
      else yield say.unknown(keywordSpan, { keyword }, { severity });
    }
  },
});

function isKnown({ keyword }: Instruction): boolean {
  return Object.hasOwn(INSTRUCTIONS, keyword);
}

/** Whether what follows could be more of an instruction: commands of a shell, or further pairs. */
function goesOn({ keyword, form }: Instruction, lines: readonly Instruction[]): boolean {
  if (/^(?:ENV|LABEL|ARG)$/.test(keyword)) return lines.every((line) => /^[\w.-]+=/.test(line.keyword));
  return /^(?:RUN|CMD|ENTRYPOINT|HEALTHCHECK)$/.test(keyword) && form === 'plain';
}

/**
 * The escape character at the end of the line above, and of those below that are no instructions either. Undefined if
 * the line could not be a part of the one above: in capitals, behind a heredoc, or at the top.
 */
function continuing({ text, escape, instructions }: Dockerfile, at: number): TextEdit[] | undefined {
  const end = instructions.findIndex((each, index) => index > at && isKnown(each));
  const group = instructions.slice(at, end === -1 ? undefined : end);
  const above = [instructions[at - 1], ...group.slice(0, -1)];
  const isPart = group.every(({ span: { start } }, index) => {
    const gap = text.slice(lineEnd(text, above[index]?.span.end ?? 0), start);
    return !/^[A-Z]/.test(text.slice(start)) && gap.split('\n').length === 2;
  });
  const [first] = above;
  if (!isPart || !first || !goesOn(first, group) || above.some((each) => each?.heredocs.length !== 0)) return undefined;
  return above.flatMap((each) => {
    const place = lineEnd(text, each?.span.end ?? 0);
    return [{ span: { start: place, end: place }, newText: ` ${escape}` }];
  });
}
