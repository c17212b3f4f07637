import type { TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { deliveredBuilds, isOnBuildPlatform, landsElsewhere, targetOf } from '../../parse/dockerfile/crossBuilds.ts';
import { insertAfter } from '../../parse/dockerfile/edits.ts';
import { runMentions } from '../../parse/dockerfile/finalFiles.ts';
import type { GoBuild } from '../../parse/dockerfile/goBuilds.ts';
import { declarations, goCommandSpan } from '../../parse/dockerfile/goSettings.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Set GOARCH where the build stage runs on $BUILDPLATFORM.',
  rationale: `
On \`--platform=$BUILDPLATFORM\` the compiler runs natively and, without GOARCH, compiles for the machine it runs on. An image built for arm64 on an amd64 machine then holds an amd64 program: "exec format error" at the start, on every node it was meant for.`,
  sources: ['https://docs.docker.com/build/building/multi-platform/#cross-compilation'],
  messages: {
    host: 'An image for another platform will not start ("exec format error"): the stage runs on $BUILDPLATFORM and GOARCH is not set.',
  },
  fixes: {
    target: 'Build for the target: GOARCH=$TARGETARCH',
  },
  related: {
    platform: 'The stage runs on the platform that builds',
  },
  examples: [
    {
      title: 'A native compiler without a target',
      bad: `\
FROM --platform=$BUILDPLATFORM golang:1.27-trixie AS build
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
      good: `\
FROM --platform=$BUILDPLATFORM golang:1.27-trixie AS build
ARG TARGETARCH
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 GOARCH=$TARGETARCH go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /api /api
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check(dockerfile, { say, fix, note }) {
    const { finalStage } = dockerfile;
    if (!finalStage || isOnBuildPlatform(finalStage)) return;
    for (const build of deliveredBuilds(dockerfile)) {
      const { stage } = build;
      if (!isOnBuildPlatform(stage) || targetOf(build, 'GOARCH').kind !== 'native' || isSetElsewhere(build)) continue;
      const edits = following(dockerfile, build);
      yield say.host(
        goCommandSpan(build),
        {},
        {
          fixes: edits ? [fix.target({}, { safe: false, edits: () => edits })] : [],
          related: stage.platform ? [note.platform({}, { span: stage.platform.span })] : [],
        },
      );
    }
  },
});

/** `export GOARCH=…`, `go env -w GOARCH=…`, xx, a script, a loop over architectures. */
function isSetElsewhere({ stage }: GoBuild): boolean {
  return runMentions(stage, /GOARCH|\bxx-|goxx|\.sh\b|\bmake\b/);
}

function following({ text }: Dockerfile, build: GoBuild): TextEdit[] | undefined {
  const { command, stage } = build;
  const { start } = command;
  if (start === undefined || landsElsewhere(build)) return undefined;
  const isDeclared = declarations(stage, 'TARGETARCH').length > 0;
  return [
    { span: { start, end: start }, newText: 'GOARCH=$TARGETARCH ' },
    ...(isDeclared ? [] : [insertAfter(text, stage.from.span, ['ARG TARGETARCH'])]),
  ];
}
