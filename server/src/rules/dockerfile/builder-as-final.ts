import { needsCgo } from '../../core/cgoPackages.ts';
import { basename, dirname } from '../../core/path.ts';
import type { TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { cgo } from '../../parse/dockerfile/cgo.ts';
import { withoutCgo } from '../../parse/dockerfile/cgoBuilds.ts';
import { baseName } from '../../parse/dockerfile/contents.ts';
import { IMAGE, intoDistroless } from '../../parse/dockerfile/distrolessStage.ts';
import { type GoBuild, goPrograms } from '../../parse/dockerfile/goBuilds.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { absolutePath } from '../../parse/dockerfile/paths.ts';
import { isForDevelopment, isGoImage } from '../../parse/dockerfile/stageKinds.ts';
import { projectPath } from '../../workspace/projectPath.ts';
import { defineRule, type Context } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Run the program in an image without the Go toolchain.',
  rationale: `
The Go image brings compiler, sources, git, gcc and a whole Debian: some 800 MiB on every node (about 300 on Alpine), hundreds of packages whose holes a scanner reports, and everything an intruder needs to build more. The program itself needs none of it.

A second stage with distroless' static image is about 2 MiB plus the program. The fix is offered where nothing of the build but the program seems to be needed: no folder of templates or settings lies beside it. Files for development and images whose start line is not a program built here are left alone.`,
  sources: [
    'https://docs.docker.com/build/building/multi-stage/',
    'https://github.com/GoogleContainerTools/distroless',
  ],
  messages: {
    toolchain:
      'The image will carry the whole Go toolchain, hundreds of MiB: the program runs in {image}, the image for builds.',
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

interface Started {
  readonly build: GoBuild;
  /** Where the program lies; undefined where that is not certain. */
  readonly path: string | undefined;
}

/** The build whose program the container starts. */
function startedProgram(stage: Stage): Started | undefined {
  const command = stage.entrypoint ?? stage.cmd;
  const words = (command?.argv ?? []).flatMap((word) => word.split(/[\s"']+/)).filter((word) => word !== '');
  // `go run`, `go test`, a file watcher or a debugger need the toolchain.
  if (words.some((word) => NEEDS_TOOLCHAIN.test(basename(word)))) return undefined;
  for (const [build, { folder, name }] of goPrograms(stage)) {
    if (name === undefined) {
      const path = placeIn(folder, words[0] ?? '', stage);
      if (path !== undefined) return { build, path };
    } else if (words.some((word) => basename(word) === name)) {
      return { build, path: folder === undefined ? undefined : `${folder}/${name}` };
    }
  }
  return undefined;
}

const NEEDS_TOOLCHAIN = /^(?:go|air|dlv|reflex|gin|realize|CompileDaemon|make|nodemon)$/;

/** A build without a name (`go build .`, `go install ./...`) is what is started from its folder. */
function placeIn(folder: string | undefined, start: string, { workdir }: Stage): string | undefined {
  if (folder === undefined || start === '') return undefined;
  const path = start.includes('/') ? absolutePath(workdir, start) : `/go/bin/${start}`;
  return path !== undefined && dirname(path) === folder ? path : undefined;
}

function rewrite(
  dockerfile: Dockerfile,
  stage: Stage,
  { build, path }: { build: GoBuild; path: string },
  context: Context,
): TextEdit[] | undefined {
  const command = stage.entrypoint ?? stage.cmd;
  if (command?.form !== 'exec' || wrapsC(build, context) || goPrograms(stage).size !== 1) return undefined;
  if (readsFiles(dockerfile, build.stage, context)) return undefined;
  const off = cgo(build) === 'off' ? () => [] : withoutCgo(build.command);
  const edits = isCopied(stage, build)
    ? otherImage(stage)
    : intoDistroless(dockerfile, stage, { path, start: command.argv[0] ?? path });
  return edits && off ? [...edits, ...off()] : undefined;
}

/** Another stage has built the program, and this one only takes it. */
function isCopied(stage: Stage, build: GoBuild): boolean {
  return build.stage !== stage && !stage.parent;
}

function otherImage({ image, runs, user }: Stage): TextEdit[] | undefined {
  const isKnown = user.instruction === undefined || /^\d+(?::\d+)?$/.test(user.value ?? '');
  return image && runs.length === 0 && isKnown ? [{ span: image.span, newText: IMAGE }] : undefined;
}

/** Folders and files that programs read where they are started. */
const RUN_TIME =
  /^(?:templates?|views|static|public|assets|conf|configs?|migrations|locales?|i18n|data|\.env|(?:config|settings)\.\w+|.*\.(?:tmpl|gohtml|html))$/i;

/** Whether such lie where the whole context is copied to the build. */
function readsFiles(dockerfile: Dockerfile, stage: Stage, { path, workspace }: Context): boolean {
  const copiesAll = stage.copies.some(
    ({ from, sources }) => !from && sources.some((source = '.') => /^\.?\/*$/.test(source)),
  );
  if (!copiesAll) return false;
  const names = workspace.contextOf(path, dockerfile)?.namesIn('') ?? [];
  return names.some((name) => RUN_TIME.test(name));
}

/** A program that needs a C library cannot move to an image without one. */
function wrapsC({ command }: GoBuild, { path, workspace }: Context): boolean {
  const requires = workspace.moduleOf(path)?.module.requires ?? [];
  return (
    requires.some((each) => !each.indirect && needsCgo(each.path)) || command.assignments.get('CGO_ENABLED') === '1'
  );
}
