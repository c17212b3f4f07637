import type { TextEdit } from '../../core/text.ts';
import { insertAfter } from '../../parse/dockerfile/edits.ts';
import { runMentions } from '../../parse/dockerfile/finalFiles.ts';
import { goArguments, goCommands, type GoCommand } from '../../parse/dockerfile/goCommands.ts';
import { goCommandSpan, settingOf } from '../../parse/dockerfile/goSettings.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { isGoImage } from '../../parse/dockerfile/stageKinds.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Install a C compiler before building with cgo on Alpine.',
  rationale: `
\`golang:alpine\` has no C compiler. With \`CGO_ENABLED=1\`, or with \`-race\`, which needs cgo, the build ends with 'exec: "gcc": executable file not found in $PATH'. Compiling also takes the headers of musl.`,
  sources: ['https://hub.docker.com/_/golang', 'https://go.dev/doc/articles/race_detector#Requirements'],
  messages: {
    gcc: 'The build will fail here: cgo needs gcc and the C headers, and golang:alpine has neither.',
    race: 'The build will fail here: -race needs cgo, and golang:alpine has no gcc.',
  },
  fixes: {
    install: 'Install gcc and musl-dev',
  },
  examples: [
    {
      title: 'cgo on Alpine',
      bad: `\
FROM golang:1.27-alpine AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=1 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM alpine:3.24
COPY --from=build /api /api
USER 65532:65532
ENTRYPOINT ["/api"]
`,
      good: `\
FROM golang:1.27-alpine AS build
RUN apk add --no-cache gcc musl-dev
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=1 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM alpine:3.24
COPY --from=build /api /api
USER 65532:65532
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check({ stages, text }, { say, fix }) {
    for (const stage of stages.filter(lacksCompiler)) {
      const command = stage.runs.flatMap(goCommands).find(compilesC);
      if (!command) continue;
      const isRace = goArguments(command.args).flags.has('race');
      const edits = (): TextEdit[] => [insertAfter(text, stage.from.span, ['RUN apk add --no-cache gcc musl-dev'])];
      const fixes = stage.parent ? [] : [fix.install({}, { safe: true, edits })];
      yield (isRace ? say.race : say.gcc)(goCommandSpan(command), {}, { fixes });
    }
  },
});

function lacksCompiler(stage: Stage): boolean {
  const { base } = stage;
  const isBare =
    base.kind === 'image' && base.facts?.compiler === false && base.facts.libc === 'musl' && isGoImage(stage);
  return isBare && !runMentions(stage, /gcc|clang|build-base|alpine-sdk|musl|zig|\bxx-|\.sh\b|\bapk\b.*\$/);
}

function compilesC(command: GoCommand): boolean {
  if (!/^(?:build|install|test|run)$/.test(command.verb)) return false;
  const setting = settingOf(command, 'CGO_ENABLED');
  const isRace = goArguments(command.args).flags.get('race')?.value === 'true';
  return setting?.value === '1' || (isRace && setting === undefined);
}
