import type { Word } from '../../parse/dockerfile/model.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Expose plain ports: a number, perhaps a range, perhaps a protocol.',
  rationale: `
EXPOSE takes \`8080\`, \`8080/udp\` and \`8000-8010\`. A port beyond 65535 or a word stops the build. A mapping like \`80:8080\` is what \`docker run -p\` takes; here the first number is dropped, today with a warning, later with an error. Protocols are written in lower case.`,
  sources: [
    'https://docs.docker.com/reference/dockerfile/#expose',
    'https://docs.docker.com/reference/build-checks/expose-invalid-format/',
    'https://docs.docker.com/reference/build-checks/expose-proto-casing/',
    'https://github.com/hadolint/hadolint/wiki/DL3011',
  ],
  equivalents: [
    'ExposeInvalidFormat',
    'ExposeProtoCasing',
    'DL3011',
    'dockerfile-utils:INVALID_PORT',
    'dockerfile-utils:INVALID_PROTO',
  ],
  messages: {
    invalid: 'The build will fail: {port} is no port.',
    mapping: 'Only {inner} will be exposed: what stands before the colon is for docker run -p.',
    protocol: 'A later BuildKit may refuse this: protocols are written in lower case.',
  },
  fixes: {
    write: 'Write {text}',
  },
  examples: [
    {
      title: 'A mapping',
      bad: `\
FROM alpine:3.24
COPY api /usr/local/bin/
EXPOSE 80:8080
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
COPY api /usr/local/bin/
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ instructions }, { say, fix }) {
    for (const { keyword, args } of instructions.flatMap((each) => each.child ?? each)) {
      if (keyword !== 'EXPOSE') continue;
      for (const word of args) {
        const port = word.text.replace(/^(["'])(.*)\1$/s, '$2');
        if (port.includes('$') || port === '') continue;
        const write = (text: string, safe: boolean): Fix =>
          fix.write({ text }, { safe, edits: () => [{ span: word.span, newText: text }] });
        const inner = port.slice(port.lastIndexOf(':') + 1);
        if (!isPort(inner))
          yield say.invalid(
            word.span,
            { port },
            { equivalents: ['DL3011', 'dockerfile-utils:INVALID_PORT', 'dockerfile-utils:INVALID_PROTO'] },
          );
        else if (inner !== port)
          yield say.mapping(
            word.span,
            { inner },
            { fixes: [write(inner.toLowerCase(), true)], severity: 'warning', equivalents: ['ExposeInvalidFormat'] },
          );
        else if (port !== port.toLowerCase())
          yield say.protocol(
            protocolOf(word),
            {},
            { fixes: [write(port.toLowerCase(), true)], severity: 'warning', equivalents: ['ExposeProtoCasing'] },
          );
      }
    }
  },
});

/** `8080`, `8000-8010`, `53/udp`. */
function isPort(text: string): boolean {
  const [, from = '', to = from, protocol = 'tcp'] = /^(\d+)(?:-(\d+))?(?:\/(\w+))?$/.exec(text) ?? [];
  return from !== '' && Number(from) <= Number(to) && Number(to) <= 65535 && /^(?:tcp|udp|sctp)$/i.test(protocol);
}

function protocolOf({ text, span }: Word): { start: number; end: number } {
  const slash = text.indexOf('/');
  return { start: span.start + slash + 1, end: span.end };
}
