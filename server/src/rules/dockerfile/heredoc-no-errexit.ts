import { lineBreak } from '../../core/text.ts';
import type { Instruction, Run } from '../../parse/dockerfile/model.ts';
import { parseDelimiter } from '../../parse/dockerfile/heredocs.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Stop a heredoc at the first command that fails.',
  rationale: `
The lines of \`RUN <<EOF\` are one script for \`sh -c\`. It goes on after a command that fails, and its result is that of the last line: a download or a test may fail, and the layer is built all the same. Lines joined by \`&&\` did not have that gap.

\`set -e\` as the first line ends the script where it fails.`,
  sources: [
    'https://docs.docker.com/reference/dockerfile/#here-documents',
    'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#set',
  ],

  messages: {
    goes: 'The build goes on if a line in the middle fails: a heredoc has the result of its last command.',
  },
  fixes: {
    add: 'Begin with set -e',
  },
  examples: [
    {
      title: 'A script of several lines',
      bad: `\
FROM alpine:3.24
RUN <<EOF
mkdir /data
chmod 755 /data
EOF
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
RUN <<EOF
set -e
mkdir /data
chmod 755 /data
EOF
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ stages, text }, { say, fix }) {
    for (const run of stages.flatMap(({ runs }) => runs)) {
      const [heredoc] = run.instruction.heredocs;
      const isOpen = !heredoc?.terminator || text.startsWith('#!', heredoc.body.start);
      if (isOpen || !isWholeScript(run.instruction) || stopsAtErrors(run)) continue;
      const { start } = heredoc.body;
      const newText = `set -e${lineBreak(text)}`;
      const edits = () => [{ span: { start, end: start }, newText }];
      yield say.goes(run.instruction.rest.span, {}, { fixes: [fix.add({}, { safe: false, edits })] });
    }
  },
});

/** By its shell's options, by itself, or because there is only one command. */
function stopsAtErrors({ script, shell }: Run): boolean {
  const parsed = script()?.script;
  if (!parsed || parsed.statementCount < 2) return true;
  return shell.slice(1).some((option) => /^-[a-z]*e/.test(option)) || setsErrexit(parsed.text);
}

/** `RUN <<EOF` and nothing else, so that the heredoc is the script. */
function isWholeScript({ rest, heredocs }: Instruction): boolean {
  return heredocs.length === 1 && parseDelimiter(rest.text) !== undefined;
}

/** Anywhere: a script may begin with what is allowed to fail. */
function setsErrexit(script: string): boolean {
  return /(?:^|[\n;&])\s*set\s+(?:-\w+\s+)*(?:-[a-z]*e|-o\s+errexit)/.test(script);
}
