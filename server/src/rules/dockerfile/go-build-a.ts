import { goCommands, goArguments } from '../../parse/dockerfile/goCommands.ts';
import { flagSpan, withoutFlag } from '../../parse/dockerfile/goSettings.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Build without -a, so that the cache counts.',
  rationale: `
\`-a\` rebuilds every package, the standard library included, whatever the build cache holds. It is left over from Go 1.9, when switching cgo off needed it; since Go 1.10 the cache knows which settings a package was built with.`,
  sources: ['https://go.dev/doc/go1.10#build', 'https://pkg.go.dev/cmd/go#hdr-Compile_packages_and_dependencies'],
  messages: {
    all: 'Every build compiles the standard library again: -a throws the build cache away.',
  },
  fixes: {
    remove: 'Remove -a',
  },
  examples: [
    {
      title: 'A habit of Go 1.9',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -a -trimpath -ldflags="-s -w" -o /api ./cmd/api

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
  *check({ stages, text }, { say, fix }) {
    for (const command of stages.flatMap(({ runs }) => runs).flatMap(goCommands)) {
      if (!/^(?:build|install|test)$/.test(command.verb)) continue;
      const flag = goArguments(command.args).flags.get('a');
      if (!flag || flag.value === 'false') continue;
      const edits = withoutFlag(command, text, 'a');
      yield say.all(flagSpan(flag), {}, { fixes: edits ? [fix.remove({}, { safe: true, edits })] : [] });
    }
  },
});
