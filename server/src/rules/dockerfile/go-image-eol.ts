import {
  currentGoSuffix,
  goImageTag,
  goLine,
  goSupportEnded,
  type GoTag,
  parseGoVersion,
  supportedGoLineFor,
} from '../../core/goReleases.ts';
import type { Span, TextEdit } from '../../core/text.ts';
import { imageUses, type ImageUse } from '../../parse/dockerfile/images.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
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
RUN go build -o /api ./cmd/api

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
RUN go build -o /api ./cmd/api

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
    for (const { use, tag, date, span } of outdated(stages)) {
      // Several stages may take their version from one ARG.
      if (seen.has(span.start)) continue;
      seen.add(span.start);
      const change = line === undefined ? undefined : bump(use, tag, line);
      const { edits, ...title } = change ?? { line: '', tag: '' };
      const fixes = edits ? [fix.bump(title, { safe: false, edits: () => edits })] : [];
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

function outdated(stages: readonly Stage[]): Outdated[] {
  return imageUses(stages).flatMap((use) => {
    const tag = goImageTag(use.ref);
    const date = tag && goSupportEnded(tag.version);
    return tag && date ? [{ use, tag, date, span: use.place(tag.span) ?? use.span }] : [];
  });
}

interface Bump {
  readonly line: string;
  readonly tag: string;
  readonly edits: readonly TextEdit[];
}

/** Undefined where a digest pins the old image, the tag is pieced together, or its flavour is no longer published. */
function bump({ ref, place }: ImageUse, tag: GoTag, line: string): Bump | undefined {
  const suffix = currentGoSuffix(tag.suffix);
  const version = place(tag.span);
  if (ref.digest !== undefined || suffix === undefined || !version) return undefined;
  const edits = [{ span: version, newText: line }];
  if (suffix === '') return { line, tag: line, edits };
  const old = place(tag.suffixSpan);
  if (suffix !== tag.suffix && !old) return undefined;
  if (suffix !== tag.suffix && old) edits.push({ span: old, newText: suffix });
  return { line, tag: `${line}-${suffix}`, edits };
}
