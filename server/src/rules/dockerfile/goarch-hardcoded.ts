import { basename } from '../../core/path.ts';
import type { Span, TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { cgo } from '../../parse/dockerfile/cgo.ts';
import {
  assignmentSpan,
  deliveredBuilds,
  isMultiPlatform,
  isOnBuildPlatform,
  landsElsewhere,
  targetOf,
} from '../../parse/dockerfile/crossBuilds.ts';
import { insertAfter } from '../../parse/dockerfile/edits.ts';
import type { GoBuild } from '../../parse/dockerfile/goBuilds.ts';
import { declarations } from '../../parse/dockerfile/goSettings.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Build for the platform that the image is for.',
  rationale: `
\`GOARCH=amd64\` makes an amd64 program whatever \`docker build --platform\` asks for. The arm64 image then holds it as well and ends with "exec format error" on Graviton nodes and Apple laptops.

\`ARG TARGETARCH\` and \`GOARCH=$TARGETARCH\` follow the target. Where the file uses these arguments elsewhere, the fixed value is a contradiction and the finding a warning.`,
  sources: ['https://docs.docker.com/build/building/multi-platform/#cross-compilation'],
  messages: {
    fixed:
      'An image for another platform will not start ("exec format error"): the program is always built for {arch}.',
  },
  fixes: {
    target: 'Build for the target: GOARCH=$TARGETARCH',
  },
  examples: [
    {
      title: 'amd64 for all',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 GOARCH=amd64 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

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
  *check(dockerfile, { say, fix }, { path }) {
    const severity = isMultiPlatform(dockerfile) ? 'warning' : undefined;
    for (const build of deliveredBuilds(dockerfile)) {
      const target = targetOf(build, 'GOARCH');
      if (
        target.kind !== 'fixed' ||
        isForOtherSystem(build) ||
        isNamed(dockerfile, build, { arch: target.value, path })
      )
        continue;
      const written = writtenAt(dockerfile, build);
      const edits = (): TextEdit[] => following(dockerfile, build);
      const canFollow = !landsElsewhere(build) && edits().length > 0;
      yield say.fixed(
        written ?? build.command.span,
        { arch: target.value },
        { fixes: canFollow ? [fix.target({}, { safe: false, edits })] : [], severity },
      );
    }
  },
});

/** What is built for another system is handed out, not run in the image. */
function isForOtherSystem(build: GoBuild): boolean {
  const system = targetOf(build, 'GOOS');
  return system.kind === 'fixed' && system.value !== 'linux';
}

/** Other names of architectures, in files, stages and images. */
const ALIASES: Readonly<Record<string, RegExp>> = {
  amd64: /amd64|x86[-_]?64|x64/i,
  arm64: /arm64|aarch64|(?:^|[-_.])arm(?:$|[-_.])/i,
};

interface Wanted {
  readonly arch: string;
  /** Of the Dockerfile. */
  readonly path: string;
}

/** Several stages for several architectures, or a file, an image or a final stage for one, say so by their names. */
function isNamed({ finalStage, stages }: Dockerfile, { stage }: GoBuild, { arch, path }: Wanted): boolean {
  const names = [finalStage, stage].flatMap((each) => [each?.name, each?.platform?.value, each?.image?.text]);
  const pattern = ALIASES[arch];
  return (
    arch === '' ||
    [basename(path), ...names].some((name = '') => name.includes(arch) || pattern?.test(name)) ||
    stages.filter(({ name = '' }) => /amd64|arm64|x86|armv/.test(name)).length > 1
  );
}

/** In front of the command, or in ENV. */
function writtenAt({ text }: Dockerfile, build: GoBuild): Span | undefined {
  return assignmentSpan(text, build, 'GOARCH') ?? declarations(build.stage, 'GOARCH').at(-1)?.pair.value?.span;
}

/** None where the stage starts from another one, which may come too early for the argument. */
function following(dockerfile: Dockerfile, build: GoBuild): TextEdit[] {
  const span = writtenAt(dockerfile, build);
  const { stage } = build;
  if (!span || stage.parent) return [];
  const isDeclared = declarations(stage, 'TARGETARCH').some((each) => each.instruction.span.start < span.start);
  const { end } = stage.from.keywordSpan;
  // Compiling for another platform needs no emulation, but with cgo a compiler for it.
  const isNative = isOnBuildPlatform(stage) || stage.platform !== undefined || cgo(build) !== 'off';
  return [
    { span, newText: '$TARGETARCH' },
    ...(isDeclared ? [] : [insertAfter(dockerfile.text, stage.from.span, ['ARG TARGETARCH'])]),
    ...(isNative ? [] : [{ span: { start: end, end }, newText: ' --platform=$BUILDPLATFORM' }]),
  ];
}
