import type { TextEdit } from '../../core/text.ts';
import {
  goCommandSpan,
  goflagsMayHold,
  mayHoldFlags,
  programBuilds,
  verbWord,
} from '../../parse/dockerfile/goSettings.ts';
import { isForDevelopment } from '../../parse/dockerfile/stageKinds.ts';
import { projectPath } from '../../workspace/projectPath.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'hint',
  since: '0.1.0',
  summary: 'Build with -trimpath.',
  rationale: `
Without it the program carries the absolute paths of the machine that built it: \`/src/internal/cart.go\` in every stack trace and profile, and another program for another folder. With \`-trimpath\` paths begin with the module's (\`example.com/shop/internal/cart.go\`), are the same everywhere, and lead a profile back to the sources.`,
  sources: ['https://pkg.go.dev/cmd/go#hdr-Compile_packages_and_dependencies'],
  messages: {
    paths: 'Stack traces and profiles will show the paths of the build: -trimpath is not set.',
  },
  fixes: {
    add: 'Add -trimpath',
  },
  examples: [
    {
      title: 'A plain build',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -ldflags="-s -w" -o /api ./cmd/api

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
  *check({ finalStage }, { say, fix }, context) {
    if (!finalStage || isForDevelopment(projectPath(context), finalStage)) return;
    for (const build of programBuilds(finalStage)) {
      const { args, command } = build;
      // `-gcflags=-trimpath=…` did the same before Go 1.13.
      const isSet = args.some(({ text }) => text.includes('trimpath'));
      if (isSet || mayHoldFlags(build) || goflagsMayHold(build, 'trimpath')) continue;
      const word = command.start === undefined ? undefined : verbWord(build);
      const edits = (): TextEdit[] =>
        word ? [{ span: { start: word.span.end, end: word.span.end }, newText: ' -trimpath' }] : [];
      yield say.paths(goCommandSpan(build), {}, { fixes: word ? [fix.add({}, { safe: true, edits })] : [] });
    }
  },
});
