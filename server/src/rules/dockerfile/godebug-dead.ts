import { goImageTag, parseGoVersion } from '../../core/goReleases.ts';
import type { Span, TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { declarations, withoutPair } from '../../parse/dockerfile/goSettings.ts';
import { imageUses } from '../../parse/dockerfile/images.ts';
import type { Instruction, Pair } from '../../parse/dockerfile/model.ts';
import { defineRule, type Context } from '../define.ts';

/** Removed in Go 1.27: https://go.dev/doc/godebug */
const REMOVED = new Set([
  'asynctimerchan',
  'tlsrsakex',
  'tls10server',
  'tls3des',
  'tlsunsafeekm',
  'x509keypairleaf',
  'gotypesalias',
]);

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Take settings out of GODEBUG that Go no longer has.',
  rationale: `
A GODEBUG setting keeps an old behaviour for some releases, and then both go. Go 1.27 removed several, among them \`tlsrsakex\`, \`tls10server\` and \`asynctimerchan\`. The name is ignored without a word: the client that still needed RSA key exchange or TLS 1.0 can no longer connect.`,
  sources: ['https://go.dev/doc/godebug', 'https://go.dev/doc/go1.27'],
  tag: 'deprecated',
  messages: {
    gone: 'This has no effect any more: Go 1.27 has removed {name}, and with it the behaviour it kept.',
  },
  fixes: {
    remove: 'Remove {name}',
  },
  examples: [
    {
      title: 'An old cipher',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /api /api
ENV GODEBUG=tlsrsakex=1
ENTRYPOINT ["/api"]
`,
      good: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /api /api
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }, context) {
    const { finalStage, text } = dockerfile;
    if (!finalStage || !isRemovedIn(dockerfile, context)) return;
    for (const { instruction, pair } of declarations(finalStage, 'GODEBUG')) {
      for (const { name, span } of settingsIn(pair)) {
        if (!REMOVED.has(name)) continue;
        const edits = (): TextEdit[] => [without(text, instruction, pair, span)];
        yield say.gone(span, { name }, { fixes: [fix.remove({ name }, { safe: true, edits })] });
      }
    }
  },
});

/** The Go that builds the image is known to be new enough. */
function isRemovedIn({ stages }: Dockerfile, { path, workspace }: Context): boolean {
  const module = parseGoVersion(workspace.moduleOf(path)?.module.go?.version ?? '');
  const images = imageUses(stages).flatMap(({ ref }) => goImageTag(ref)?.version ?? []);
  return [...images, ...(module ? [module] : [])].some(({ major, minor }) => major === 1 && minor >= 27);
}

/** `a=1,b=0`, with exact places; none if the value is put together from pieces. */
function settingsIn({ value }: Pair): { name: string; span: Span }[] {
  if (!value || value.traced.pieces.length !== 1) return [];
  return [...value.text.matchAll(/([a-z][a-z0-9]*)=[^,"'\s]*/g)].map((match) => ({
    name: match[1] ?? '',
    span: { start: value.span.start + match.index, end: value.span.start + match.index + match[0].length },
  }));
}

function without(text: string, instruction: Instruction, pair: Pair, { start, end }: Span): TextEdit {
  if (text[end] === ',') return { span: { start, end: end + 1 }, newText: '' };
  if (text[start - 1] === ',') return { span: { start: start - 1, end }, newText: '' };
  return withoutPair(text, instruction, pair);
}
