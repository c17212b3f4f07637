import { exposedPorts } from '../../parse/dockerfile/ports.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Expose the port that the program listens on.',
  rationale: `
EXPOSE is what \`docker run -P\`, reverse proxies that discover containers, and the author of the Service go by. If the image sets \`PORT\` to one number and exposes another, they all send requests where nobody listens.`,
  sources: ['https://docs.docker.com/reference/dockerfile/#expose'],
  messages: {
    other: 'Requests may go where nobody listens: the image exposes {exposed}, and PORT says {port}.',
  },
  fixes: {
    replace: 'Expose {port}',
  },
  related: {
    port: 'PORT is set here',
  },
  examples: [
    {
      title: 'PORT says something else',
      bad: `\
FROM alpine:3.24
COPY api /usr/local/bin/
ENV PORT=8080
EXPOSE 3000
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
COPY api /usr/local/bin/
ENV PORT=8080
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix, note }) {
    const stage = dockerfile.finalStage;
    const value = stage?.env.get('PORT');
    const pair = stage?.instructions
      .filter(({ keyword }) => keyword === 'ENV')
      .flatMap(({ pairs }) => pairs)
      .findLast(({ name }) => name.text === 'PORT');
    if (!stage || !pair || typeof value !== 'object' || !/^\d{2,5}$/.test(value.text)) return;
    const ports = exposedPorts(stage, dockerfile);
    const [only] = ports;
    // With several ports, or one that only the build knows, PORT may be any of them.
    if (ports.length !== 1 || only?.port === undefined || only.port === Number(value.text)) return;
    const { word } = only;
    const port = value.text;
    const edits = () => [{ span: word.span, newText: word.text.replace(/^\d+/, port) }];
    yield say.other(
      word.span,
      { exposed: only.port, port },
      {
        fixes: /^\d/.test(word.text) ? [fix.replace({ port }, { safe: false, edits })] : [],
        related: [note.port({}, { span: pair.span })],
      },
    );
  },
});
