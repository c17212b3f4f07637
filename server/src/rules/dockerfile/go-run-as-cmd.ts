import { goRunStart } from '../../parse/dockerfile/goRunStart.ts';
import { isForDevelopment } from '../../parse/dockerfile/stageKinds.ts';
import { projectPath } from '../../workspace/projectPath.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Build the program into the image instead of starting it with go run.',
  rationale: `
\`go run\` compiles at every start of the container: a pod takes a minute to come up, needs the memory of a compiler, and perhaps the network for modules. The program is then a child of \`go\`, and SIGTERM goes to \`go\`.

The fix builds it once and runs it in distroless' static image. Files for development are left alone.`,
  sources: [
    'https://pkg.go.dev/cmd/go#hdr-Compile_and_run_Go_program',
    'https://docs.docker.com/build/building/multi-stage/',
  ],
  messages: {
    compiles: 'Every start will compile the program first, and SIGTERM will go to the go command.',
  },
  fixes: {
    build: 'Build it here and run it in distroless',
  },
  examples: [
    {
      title: 'Compiled at the start',
      bad: `\
FROM golang:1.27-trixie
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
USER 65532:65532
CMD ["go", "run", "./cmd/api"]
`,
      good: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /app ./cmd/api

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
    },
  ],
  *check(dockerfile, { say, fix }, context) {
    const start = goRunStart(dockerfile);
    if (!start || isForDevelopment(projectPath(context), start.stage)) return;
    const { span, edits } = start;
    yield say.compiles(span, {}, { fixes: edits ? [fix.build({}, { safe: false, edits: () => edits })] : [] });
  },
});
