import type { Span, TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { goArguments, goCommands } from '../../parse/dockerfile/goCommands.ts';
import { flagSpan, withoutFlag, withoutPair } from '../../parse/dockerfile/goSettings.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Build without -mod=mod, so that go.mod is what is built.',
  rationale: `
\`-mod=mod\` lets the build add what go.mod lacks, at today's newest version, and ignores \`vendor\`. Without it the build stops with "updates to go.mod needed", which is what a build should do when the commit is not complete.

Builds that generate code first are left alone.`,
  sources: ['https://go.dev/ref/mod#build-commands'],
  messages: {
    adds: 'The image may hold versions that nobody committed: -mod=mod lets the build change go.mod.',
  },
  fixes: {
    remove: 'Remove -mod=mod',
  },
  examples: [
    {
      title: 'A build that repairs go.mod',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -mod=mod -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /api /api
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
  *check(dockerfile, { say, fix }) {
    for (const { span, edits } of [...flags(dockerfile), ...settings(dockerfile)])
      yield say.adds(span, {}, { fixes: edits ? [fix.remove({}, { safe: false, edits })] : [] });
  },
});

interface Place {
  readonly span: Span;
  readonly edits: (() => TextEdit[]) | undefined;
}

function flags({ stages, text }: Dockerfile): Place[] {
  return stages
    .filter((stage) => !generates(stage))
    .flatMap(({ runs }) => runs)
    .flatMap(goCommands)
    .flatMap((command) => {
      const flag = goArguments(command.args).flags.get('mod');
      const builds = /^(?:build|install|test)$/.test(command.verb);
      return builds && flag?.value === 'mod'
        ? [{ span: flagSpan(flag), edits: withoutFlag(command, text, 'mod') }]
        : [];
    });
}

/** `ENV GOFLAGS=-mod=mod`. */
function settings({ stages, text }: Dockerfile): Place[] {
  return stages
    .filter((stage) => !generates(stage))
    .flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'ENV'))
    .flatMap((instruction) =>
      instruction.pairs
        .filter(({ name, value }) => name.text === 'GOFLAGS' && /(?:^|["'\s])-mod=mod\b/.test(value?.text ?? ''))
        .map((pair) => {
          const isAlone = /^["']?-mod=mod["']?$/.test(pair.value?.text ?? '');
          return { span: pair.span, edits: isAlone ? () => [withoutPair(text, instruction, pair)] : undefined };
        }),
    );
}

function generates({ runs }: Stage): boolean {
  return runs.some((run) =>
    run
      .commands()
      .some(({ words }) =>
        /\bgo (?:generate|mod init|get|mod edit)\b|protoc|\bbuf\b|\bsqlc\b|wire/.test(
          words.map(({ text }) => text).join(' '),
        ),
      ),
  );
}
