import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'End every heredoc with its delimiter on a line of its own.',
  rationale: `
BuildKit reads the lines after \`<<EOF\` until one that is exactly \`EOF\`. Spaces around the word count; \`<<-EOF\` allows tabs in front of it. Without such a line the rest of the file is the text of the heredoc, and the build stops with "unterminated heredoc".`,
  sources: ['https://docs.docker.com/reference/dockerfile/#here-documents'],
  messages: {
    open: 'The build will fail: no line ends this heredoc. It takes one that is exactly `{name}`.',
  },
  fixes: {
    append: 'End it with {name}',
  },
  examples: [
    {
      title: 'A script without an end',
      bad: `\
FROM alpine:3.24
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
COPY <<EOF /etc/motd
hello
`,
      good: `\
FROM alpine:3.24
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
COPY <<EOF /etc/motd
hello
EOF
`,
    },
  ],
  *check({ instructions, text }, { say, fix }) {
    for (const instruction of instructions.flatMap((each) => each.child ?? each)) {
      // After the first open one, everything else is a consequence.
      const open = instruction.heredocs.find(({ terminator }) => !terminator);
      if (!open) continue;
      const { name, body } = open;
      const at = text.indexOf(name, text.indexOf('<<', instruction.keywordSpan.end));
      const span = at === -1 ? instruction.keywordSpan : { start: at, end: at + name.length };
      const newline = text.includes('\r\n') ? '\r\n' : '\n';
      const isOnNewLine = body.end === 0 || text[body.end - 1] === '\n';
      const newText = isOnNewLine ? name + newline : newline + name;
      const edits = () => [{ span: { start: body.end, end: body.end }, newText }];
      yield say.open(span, { name }, { fixes: [fix.append({ name }, { safe: false, edits })] });
    }
  },
});
