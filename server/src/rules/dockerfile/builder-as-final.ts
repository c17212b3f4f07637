import { needsCgo } from '../../core/cgoPackages.ts';
import { basename } from '../../core/path.ts';
import type { TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { cgo } from '../../parse/dockerfile/cgo.ts';
import { withoutCgo } from '../../parse/dockerfile/cgoBuilds.ts';
import { baseName } from '../../parse/dockerfile/contents.ts';
import { intoDistroless } from '../../parse/dockerfile/distrolessStage.ts';
import { type GoBuild, goPrograms } from '../../parse/dockerfile/goBuilds.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { isForDevelopment, isGoImage } from '../../parse/dockerfile/stageKinds.ts';
import { projectPath } from '../../workspace/projectPath.ts';
import { defineRule, type Context } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Run the program in an image without the Go toolchain.',
  rationale: `
The Go image brings compiler, sources, git, gcc and a whole Debian: some 800 MiB that every node pulls, hundreds of packages whose holes a scanner reports, and everything an intruder needs to build more. The program itself needs none of it.

A second stage with distroless' static image is about 2 MiB plus the program. Files for development and images whose start line is not a program built here are left alone.`,
  sources: [
    'https://docs.docker.com/build/building/multi-stage/',
    'https://github.com/GoogleContainerTools/distroless',
  ],
  messages: {
    toolchain: 'The image will carry the whole Go toolchain, some 800 MiB: {image} is the image that it runs in.',
  },
  fixes: {
    stage: 'Run it in distroless: build here, then copy {program}',
  },
  examples: [
    {
      title: 'Build and run in one image',
      bad: `\
FROM golang:1.27-trixie
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api
EXPOSE 8080
USER 65532:65532
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
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }, context) {
    const stage = dockerfile.finalStage;
    if (!stage?.image || !isGoImage(stage) || isForDevelopment(projectPath(context), stage)) return;
    const built = startedProgram(stage);
    if (!built) return;
    const edits =
      built.path === undefined ? undefined : rewrite(dockerfile, stage, { ...built, path: built.path }, context);
    yield say.toolchain(
      stage.image.span,
      { image: baseName(stage) },
      { fixes: edits ? [fix.stage({ program: built.path ?? '' }, { safe: false, edits: () => edits })] : [] },
    );
  },
});

/** The build whose program the container starts. */
function startedProgram(stage: Stage): { build: GoBuild; path: string | undefined } | undefined {
  const command = stage.entrypoint ?? stage.cmd;
  const argv = command?.argv ?? [];
  const line = argv.join(' ');
  // `go run`, `go test`, a file watcher or a debugger need the toolchain.
  if (!command || /(?:^|[\s/])(?:go|air|dlv|reflex|gin|realize|CompileDaemon|make|nodemon)(?:\s|$)/.test(line))
    return undefined;
  for (const [build, { folder, name }] of goPrograms(stage)) {
    if (name === undefined || !argv.some((word) => word.split(/[\s"']+/).some((each) => basename(each) === name)))
      continue;
    return { build, path: folder === undefined ? undefined : `${folder}/${name}` };
  }
  return undefined;
}

function rewrite(
  dockerfile: Dockerfile,
  stage: Stage,
  { build, path }: { build: GoBuild; path: string },
  context: Context,
): TextEdit[] | undefined {
  const command = stage.entrypoint ?? stage.cmd;
  if (command?.form !== 'exec' || wrapsC(build, context) || goPrograms(stage).size !== 1) return undefined;
  const off = cgo(build) === 'off' ? () => [] : withoutCgo(build.command);
  const edits = intoDistroless(dockerfile, stage, { path, start: command.argv[0] ?? path });
  return edits && off ? [...edits, ...off()] : undefined;
}

/** A program that needs a C library cannot move to an image without one. */
function wrapsC({ command }: GoBuild, { path, workspace }: Context): boolean {
  const requires = workspace.moduleOf(path)?.module.requires ?? [];
  return (
    requires.some((each) => !each.indirect && needsCgo(each.path)) || command.assignments.get('CGO_ENABLED') === '1'
  );
}
