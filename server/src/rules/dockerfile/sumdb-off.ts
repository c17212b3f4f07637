import type { Span } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Exempt your own modules by GOPRIVATE instead of switching the checksum database off.',
  rationale: `
\`GOSUMDB=off\` and \`GONOSUMCHECK\` take away the check of every module that is new to go.sum, also of public ones: a proxy may then serve anything. \`GOINSECURE\` even allows plain HTTP.

\`GOPRIVATE=git.example.com\` asks neither proxy nor database for the modules below that name, and leaves all others checked.`,
  sources: ['https://go.dev/ref/mod#checksum-database', 'https://go.dev/ref/mod#private-modules'],
  messages: {
    off: 'A proxy may serve any code for a new module: {name} takes the check away for public modules as well.',
    insecure: 'Whoever sits between may serve any code: GOINSECURE fetches modules over plain HTTP.',
    nothing: 'This does nothing: Go knows no {name} any more.',
  },
  fixes: {
    replace: 'Use GOPRIVATE={value}',
  },
  examples: [
    {
      title: "Plain HTTP for modules of one's own",
      bad: `\
FROM golang:1.27-trixie AS build
ENV GOINSECURE=git.example.com
RUN go version > /version

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /version /version
COPY api /api
ENTRYPOINT ["/api"]
`,
      good: `\
FROM golang:1.27-trixie AS build
ENV GOPRIVATE=git.example.com
RUN go version > /version

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /version /version
COPY api /api
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    for (const { name, nameSpan, value, span } of settings(dockerfile)) {
      if (name === 'GOINSECURE' && value !== '') {
        const edits = () => (nameSpan ? [{ span: nameSpan, newText: 'GOPRIVATE' }] : []);
        yield say.insecure(span, {}, { fixes: nameSpan ? [fix.replace({ value }, { safe: false, edits })] : [] });
      } else if (name === 'GOSUMDB' && value === 'off') yield say.off(span, { name: 'GOSUMDB=off' });
      else if (name === 'GONOSUMDB' && /^\*$/.test(value)) yield say.off(span, { name: 'GONOSUMDB=*' });
      else if (name === 'GONOSUMCHECK') yield say.nothing(span, { name }, { severity: 'info' });
    }
  },
});

interface Setting {
  readonly name: string;
  readonly nameSpan: Span | undefined;
  readonly value: string;
  readonly span: Span;
}

/** By ENV, ARG, `go env -w`, or in front of a command. */
function* settings({ instructions, text }: Dockerfile): Generator<Setting> {
  for (const { keyword, pairs, span, rest } of instructions) {
    if (keyword === 'ENV' || keyword === 'ARG') {
      for (const pair of pairs) {
        const value = pair.value?.text.replace(/^(["'])(.*)\1$/s, '$2') ?? '';
        yield { name: pair.name.text, nameSpan: pair.name.span, value, span: pair.span };
      }
    } else if (keyword === 'RUN' && rest.text.includes('GO')) {
      for (const match of text
        .slice(span.start, span.end)
        .matchAll(/\b(GO(?:SUMDB|NOSUMDB|INSECURE|NOSUMCHECK))=(["']?)([^\s"';&|]*)\2/g)) {
        const [whole, name = '', , value = ''] = match;
        const start = span.start + match.index;
        yield {
          name,
          nameSpan: { start, end: start + name.length },
          value,
          span: { start, end: start + whole.length },
        };
      }
    }
  }
}
