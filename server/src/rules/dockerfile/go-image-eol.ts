import {
  goImageTag,
  goLine,
  goSupportEnded,
  type GoTag,
  parseGoVersion,
  supportedGoLineFor,
} from '../../core/goReleases.ts';
import type { Span } from '../../core/text.ts';
import { bumpGoTag } from '../../parse/dockerfile/goTag.ts';
import { imageUses, type ImageUse } from '../../parse/dockerfile/images.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Build with a Go release that still gets security fixes.',
  rationale: `
A Go release is supported until two newer ones exist, that is for about a year. After that no hole in \`net/http\`, \`crypto/tls\` or the compiler is fixed in it any more, and a Go binary carries its standard library with it: rebuilding is the only way to get a fix.

Code written for an older \`go\` line keeps its behaviour under a newer toolchain, because GODEBUG settings follow go.mod. Only the official image and its mirrors are checked; vendors' forks of Go have support dates of their own.`,
  sources: ['https://go.dev/doc/devel/release#policy', 'https://go.dev/doc/godebug', 'https://hub.docker.com/_/golang'],
  messages: {
    ended: 'The program is built with Go {line}, which has had no security fixes since {date}.',
  },
  fixes: {
    bump: 'Build with Go {line}: {tag}',
  },
  examples: [
    {
      title: 'An old release',
      bad: `\
FROM golang:1.22.5-alpine3.20 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM alpine:3.24
COPY --from=build /api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM golang:1.26-alpine AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM alpine:3.24
COPY --from=build /api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ stages }, { say, fix }, { path, workspace }) {
    const required = parseGoVersion(workspace.moduleOf(path)?.module.go?.version ?? '');
    const line = supportedGoLineFor(required);
    const seen = new Set<number>();
    const uses = imageUses(stages);
    for (const { use, tag, date, span } of outdated(uses)) {
      // Several stages may take their version from one ARG.
      if (seen.has(span.start)) continue;
      seen.add(span.start);
      const change = line === undefined ? undefined : bumpGoTag(use, tag, line, uses);
      const title = { line: change?.version ?? '', tag: change?.tag ?? '' };
      const fixes = change ? [fix.bump(title, { safe: false, edits: () => change.edits })] : [];
      yield say.ended(span, { line: goLine(tag.version), date }, { fixes });
    }
  },
});

interface Outdated {
  readonly use: ImageUse;
  readonly tag: GoTag;
  readonly date: string;
  /** The version where it is written, or FROM's argument where it is pieced together. */
  readonly span: Span;
}

function outdated(uses: readonly ImageUse[]): Outdated[] {
  return uses.flatMap((use) => {
    const tag = goImageTag(use.ref);
    const date = tag && goSupportEnded(tag.version);
    return tag && date ? [{ use, tag, date, span: use.place(tag.span) ?? use.span }] : [];
  });
}
