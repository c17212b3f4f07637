import {
  compareGoVersions,
  goImageTag,
  goLine,
  type GoVersion,
  goVersionIn,
  parseGoVersion,
} from '../../core/goReleases.ts';
import type { Span } from '../../core/text.ts';
import { imageUses } from '../../parse/dockerfile/images.ts';
import { lineage } from '../../parse/dockerfile/lineage.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { isForDevelopment } from '../../parse/dockerfile/stageKinds.ts';
import { reachableFrom } from '../../parse/dockerfile/stageUses.ts';
import type { Versioned } from '../../parse/goMod.ts';
import { buildsModule } from '../../workspace/goBuild.ts';
import { projectPath } from '../../workspace/projectPath.ts';
import type { ModuleFile } from '../../workspace/workspace.ts';
import { defineRule } from '../define.ts';

const CONTAINER_AWARE = { major: 1, minor: 25, patch: undefined };
const LISTS_INDIRECT = { major: 1, minor: 17, patch: undefined };

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Raise the go line of go.mod to 1.25, so that the program sees its CPU limit.',
  rationale: `
Since Go 1.25 GOMAXPROCS follows the container's CPU limit, but the \`go\` line of go.mod decides, not the toolchain: with \`go 1.24\` a program built by Go 1.27 still counts the processors of the node, runs 64 threads on two CPUs' worth of quota, and is throttled.

Raise the line, or set \`GODEBUG=containermaxprocs=1,updatemaxprocs=1\` in the image. The line also brings the language and the defaults of the versions in between (each loop has variables of its own since 1.22), so the fix is not part of fix-all; from a line before 1.17 \`go mod tidy -go=1.25\` has to do it, since go.mod must then list indirect requirements. A module that uses \`go.uber.org/automaxprocs\`, and an image that sets GODEBUG or GOMAXPROCS, are left alone.`,
  sources: ['https://go.dev/doc/go1.25#container-aware-gomaxprocs', 'https://go.dev/doc/godebug'],
  messages: {
    ignored: 'The program will not see its CPU limit: Go {image} could follow it, but go.mod says {line}.',
  },
  fixes: {
    raise: 'Set go 1.25 in go.mod',
  },
  related: {
    line: 'The go line',
  },
  examples: [
    {
      title: 'An old go line under a new Go',
      bad: `\
-- go.mod --
module example.com/api

go 1.24
-- Dockerfile --
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api .

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /api /api
ENTRYPOINT ["/api"]
`,
      good: `\
-- go.mod --
module example.com/api

go 1.25
-- Dockerfile --
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api .

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /api /api
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check(dockerfile, { say, fix, note }, context) {
    const { path, workspace } = context;
    const file = workspace.moduleOf(path);
    const line = file && oldLine(file);
    // go.mod is to be changed once, however many stages build.
    const builder = line && serves(dockerfile, projectPath(context)) ? builderWithLimits(dockerfile) : undefined;
    if (!file || !line || !builder) return;
    const { version, span } = builder;
    const edits = () => [{ span: line.span, newText: '1.25' }];
    yield say.ignored(
      span,
      { image: goLine(version), line: line.version },
      {
        fixes: canRaise(file) ? [fix.raise({}, { safe: false, file: file.path, edits })] : [],
        related: [note.line({}, { file: file.path, span: line.span })],
      },
    );
  },
});

/** Before 1.17 go.mod names no indirect requirements: a newer line alone stops the build until `go mod tidy` adds them. */
function canRaise({ module: { go, requires } }: ModuleFile): boolean {
  const language = parseGoVersion(go?.version ?? '');
  return requires.length === 0 || (language !== undefined && compareGoVersions(language, LISTS_INDIRECT) >= 0);
}

/** The image is for production, and leaves to Go how many threads run. */
function serves({ finalStage }: Dockerfile, path: string): boolean {
  return (
    finalStage !== undefined &&
    !isForDevelopment(path, finalStage) &&
    !finalStage.env.has('GODEBUG') &&
    !finalStage.env.has('GOMAXPROCS')
  );
}

interface Builder {
  readonly version: GoVersion;
  /** Its version in FROM or in the ARG that holds it; the image where it has none. */
  readonly span: Span;
}

/** The image of a stage that builds the module with a Go that follows the CPU limit, if go.mod lets it. */
function builderWithLimits(dockerfile: Dockerfile): Builder | undefined {
  const { stages, finalStage } = dockerfile;
  if (!finalStage) return undefined;
  const builders = [...reachableFrom(finalStage, dockerfile)].filter(buildsModule).map((stage) => lineage(stage)[0]);
  for (const { stage, ref, span, place } of imageUses(stages)) {
    const version = goVersionIn(ref);
    if (!version || compareGoVersions(version, CONTAINER_AWARE) < 0 || !builders.includes(stage)) continue;
    const written = goImageTag(ref)?.span ?? ref.tagSpan;
    return { version, span: (written && place(written)) ?? span };
  }
  return undefined;
}

/** The go line, if it keeps the program from following its CPU limit. */
function oldLine({ module }: ModuleFile): Versioned | undefined {
  const { go, requires, text } = module;
  const language = go && parseGoVersion(go.version);
  if (!language || compareGoVersions(language, CONTAINER_AWARE) >= 0) return undefined;
  // `godebug default=go1.25` and `godebug containermaxprocs=…` say it without the line.
  const isHandled =
    requires.some((each) => each.path === 'go.uber.org/automaxprocs') ||
    /\bcontainermaxprocs=|\bdefault=go1\.(?:2[5-9]|[3-9]\d)/.test(text);
  return isHandled ? undefined : go;
}
