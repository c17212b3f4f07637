import { cgo } from '../../parse/dockerfile/cgo.ts';
import { withoutCgo } from '../../parse/dockerfile/cgoBuilds.ts';
import { hasNoLibc } from '../../parse/dockerfile/contents.ts';
import { deliveredBuilds, isOnBuildPlatform, targetOf } from '../../parse/dockerfile/crossBuilds.ts';
import { runMentions } from '../../parse/dockerfile/finalFiles.ts';
import { goCommandSpan, settingOf } from '../../parse/dockerfile/goSettings.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Say whether cgo is used when building for several platforms.',
  rationale: `
With a C compiler at hand Go uses cgo for the platform it runs on, and not when it compiles for another one. The amd64 image then resolves names by glibc and the arm64 image by Go itself, one is linked dynamically and the other is not, and a fault shows up on one platform only.`,
  sources: ['https://pkg.go.dev/cmd/cgo', 'https://pkg.go.dev/net#hdr-Name_Resolution'],
  messages: {
    varies: 'The program will differ by platform: cgo is on where the compiler runs, and off for every other platform.',
  },
  fixes: {
    off: 'Build all without cgo: CGO_ENABLED=0',
  },
  examples: [
    {
      title: 'cgo left open',
      bad: `\
FROM --platform=$BUILDPLATFORM golang:1.27-trixie AS build
ARG TARGETARCH
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    GOARCH=$TARGETARCH go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM gcr.io/distroless/base-debian13:nonroot
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
    GOARCH=$TARGETARCH CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM gcr.io/distroless/base-debian13:nonroot
COPY --from=build /api /api
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    const { finalStage } = dockerfile;
    // An image without a C library is another rule's, with the same fix.
    if (!finalStage || hasNoLibc(finalStage) || isOther(finalStage)) return;
    for (const build of deliveredBuilds(dockerfile)) {
      const isCross = isOnBuildPlatform(build.stage) && targetOf(build, 'GOARCH').kind === 'variable';
      if (!isCross || settingOf(build, 'CGO_ENABLED') !== undefined || cgo(build) !== 'on') continue;
      if (runMentions(build.stage, /CGO_ENABLED|\bxx-/)) continue;
      const edits = withoutCgo(build.command);
      yield say.varies(goCommandSpan(build), {}, { fixes: edits ? [fix.off({}, { safe: false, edits })] : [] });
    }
  },
});

/** A final image with another C library than the build's is told by libc-mismatch. */
function isOther({ base }: NonNullable<Parameters<typeof hasNoLibc>[0]>): boolean {
  return base.kind === 'image' && base.facts?.libc === 'musl';
}
