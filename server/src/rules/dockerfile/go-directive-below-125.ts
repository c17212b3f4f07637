import { compareGoVersions, goImageTag, goLine, parseGoVersion } from '../../core/goReleases.ts';
import { buildsModule } from '../../workspace/goBuild.ts';
import type { Versioned } from '../../parse/goMod.ts';
import type { ModuleFile } from '../../workspace/workspace.ts';
import { imageUses } from '../../parse/dockerfile/images.ts';
import { defineRule } from '../define.ts';

const CONTAINER_AWARE = { major: 1, minor: 25, patch: undefined };

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Raise the go line of go.mod to 1.25, so that the program sees its CPU limit.',
  rationale: `
Since Go 1.25 GOMAXPROCS follows the container's CPU limit, but the \`go\` line of go.mod decides, not the toolchain: with \`go 1.24\` a program built by Go 1.27 still counts the processors of the node, runs 64 threads on two CPUs' worth of quota, and is throttled.

Raise the line, or set \`GODEBUG=containermaxprocs=1,updatemaxprocs=1\`. A module that uses \`go.uber.org/automaxprocs\` is left alone.`,
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
  *check({ stages }, { say, fix, note }, { path, workspace }) {
    const file = workspace.moduleOf(path);
    const line = file && oldLine(file);
    if (!file || !line) return;
    for (const { stage, ref, span, place } of imageUses(stages)) {
      const tag = goImageTag(ref);
      const isNewer = tag && compareGoVersions(tag.version, CONTAINER_AWARE) >= 0;
      if (!isNewer || !buildsModule(stage) || stage.env.has('GODEBUG')) continue;
      const edits = () => [{ span: line.span, newText: '1.25' }];
      yield say.ignored(
        place(tag.span) ?? span,
        { image: goLine(tag.version), line: line.version },
        {
          fixes: [fix.raise({}, { safe: false, file: file.path, edits })],
          related: [note.line({}, { file: file.path, span: line.span })],
        },
      );
    }
  },
});

/** The go line, if it keeps the program from following its CPU limit. */
function oldLine({ module }: ModuleFile): Versioned | undefined {
  const { go, requires, text } = module;
  const language = go && parseGoVersion(go.version);
  if (!language || compareGoVersions(language, CONTAINER_AWARE) >= 0) return undefined;
  const isHandled =
    requires.some(({ path }) => path === 'go.uber.org/automaxprocs') || text.includes('containermaxprocs');
  return isHandled ? undefined : go;
}
