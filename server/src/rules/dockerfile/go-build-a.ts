import { cgo } from '../../parse/dockerfile/cgo.ts';
import { goArguments, goCommands } from '../../parse/dockerfile/goCommands.ts';
import { flagSpan, withoutFlag } from '../../parse/dockerfile/goSettings.ts';
import { hasGoBefore } from '../../parse/dockerfile/stageKinds.ts';
import { defineRule } from '../define.ts';

const BUILD_CACHE = { major: 1, minor: 10, patch: undefined };

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Build without -a, so that the cache counts.',
  rationale: `
\`-a\` rebuilds every package, the standard library included, whatever the build cache holds. It is left over from Go 1.9, when switching cgo off needed it; since Go 1.10 the cache knows which settings a package was built with.

The one thing it does not see is a C library that has changed, so where cgo is on, the fix is not part of fix-all.`,
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
    for (const stage of stages) {
      if (hasGoBefore(stage, BUILD_CACHE)) continue;
      for (const command of stage.runs.flatMap(goCommands)) {
        const flag = goArguments(command.args).flags.get('a');
        if (!/^(?:build|install|test)$/.test(command.verb) || !flag || flag.value === 'false') continue;
        const edits = withoutFlag(command, text, 'a');
        // With cgo it may be there for a C library that the cache does not look into.
        const safe = cgo({ ...command, stage }) !== 'on';
        yield say.all(flagSpan(flag), {}, { fixes: edits ? [fix.remove({}, { safe, edits })] : [] });
      }
    }
  },
});
