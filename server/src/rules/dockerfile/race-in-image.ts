import { flagSpan, isChosen, programBuilds, withoutFlag } from '../../parse/dockerfile/goSettings.ts';
import { isForDevelopment } from '../../parse/dockerfile/stageKinds.ts';
import { projectPath } from '../../workspace/projectPath.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Build the program for production without -race.',
  rationale: `
The race detector multiplies the memory of a program by five to ten and its time by two to twenty, and needs cgo. It belongs into \`go test -race\` and into an image for testing; in production it is what the container is killed for.

Files, folders and stages that say that they are for testing or debugging are left alone, and so is a RUN that chooses between a build with it and one without.`,
  sources: ['https://go.dev/doc/articles/race_detector#Runtime_Overheads'],
  messages: {
    race: 'The program will take five to ten times the memory: -race builds the race detector in.',
  },
  fixes: {
    remove: 'Remove -race',
  },
  examples: [
    {
      title: 'The race detector in the image',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -race -trimpath -ldflags="-s -w" -o /api ./cmd/api

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
  *check({ finalStage, text }, { say, fix }, context) {
    if (!finalStage || isForDevelopment(projectPath(context), finalStage)) return;
    for (const build of programBuilds(finalStage)) {
      const flag = build.options.flags.get('race');
      if (!flag || flag.value === 'false' || isForDevelopment('', build.stage) || isChosen(build, 'race')) continue;
      const edits = withoutFlag(build, text, 'race');
      yield say.race(flagSpan(flag), {}, { fixes: edits ? [fix.remove({}, { safe: false, edits })] : [] });
    }
  },
});
