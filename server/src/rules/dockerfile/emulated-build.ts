import { cgo } from '../../parse/dockerfile/cgo.ts';
import { deliveredBuilds, isOnBuildPlatform, landsElsewhere, targetOf } from '../../parse/dockerfile/crossBuilds.ts';
import { runMentions } from '../../parse/dockerfile/finalFiles.ts';
import { lineage } from '../../parse/dockerfile/lineage.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Compile on the platform that builds, for the platform that is asked for.',
  rationale: `
Without \`--platform=$BUILDPLATFORM\` the build stage runs as an image of the target platform, on another machine under QEMU: the Go compiler is emulated instruction by instruction and takes five to ten times as long. Go compiles for any platform by itself, so with GOARCH set the compiler may run natively.

A build with cgo needs a C compiler for the target as well, so nothing is said there (see \`tonistiigi/xx\`).`,
  sources: ['https://docs.docker.com/build/building/multi-platform/#cross-compilation'],
  messages: {
    emulated:
      'For another platform the compiler will be emulated and take many times as long: GOARCH is set, but the stage is not built on $BUILDPLATFORM.',
  },
  fixes: {
    native: 'Compile natively: --platform=$BUILDPLATFORM',
  },
  examples: [
    {
      title: 'GOARCH without the platform',
      bad: `\
FROM golang:1.27-trixie AS build
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
  *check(dockerfile, { say, fix }) {
    const told = new Set<number>();
    for (const build of deliveredBuilds(dockerfile)) {
      const [root] = lineage(build.stage);
      const isCross = targetOf(build, 'GOARCH').kind === 'variable' && /\$\{?TARGETARCH\b/.test(dockerfile.text);
      if (!root?.image || root.platform || !isCross || isOnBuildPlatform(build.stage) || cgo(build) !== 'off') continue;
      if (told.has(root.index)) continue;
      told.add(root.index);
      const { end } = root.from.keywordSpan;
      const edits = () => [{ span: { start: end, end }, newText: ' --platform=$BUILDPLATFORM' }];
      const canMove = !landsElsewhere(build) && !dependsOnPlatform(build.stage);
      yield say.emulated(root.image.span, {}, { fixes: canMove ? [fix.native({}, { safe: false, edits })] : [] });
    }
  },
});

/** A stage that also downloads or compiles other things for the platform it runs on. */
function dependsOnPlatform(stage: Stage): boolean {
  return runMentions(stage, /uname|--print-arch|\barch\b|\b(?:curl|wget|gcc|cargo|npm|pip)\b/);
}
