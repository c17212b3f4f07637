import type { Span } from '../../core/text.ts';
import { goArguments, goCommands, type GoCommand } from '../../parse/dockerfile/goCommands.ts';
import { isForDevelopment } from '../../parse/dockerfile/stageKinds.ts';
import type { Requirement } from '../../parse/goMod.ts';
import { projectPath } from '../../workspace/projectPath.ts';
import { defineRule } from '../define.ts';

const MOVING = /^([\w.-]+\/[^@]+)@(latest|upgrade|patch|master|main|HEAD|develop)$/;

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Install tools by a version, not by `@latest` or a branch.',
  rationale: `
\`go install tool@latest\` builds whatever was tagged last. A new release of a generator or linter then changes, or breaks, the same commit; a taken-over repository runs its code in your build. A version is also what lets the layer be reused.

Where go.mod requires the tool's module, the fix takes that version. Since Go 1.24 a \`tool\` line in go.mod and \`go tool name\` need no install at all.`,
  sources: [
    'https://go.dev/ref/mod#go-install',
    'https://go.dev/doc/modules/managing-dependencies#tools',
    'https://github.com/hadolint/hadolint/wiki/DL3062',
  ],
  equivalents: ['DL3062'],
  messages: {
    moving: 'The next build may use another {tool}: {version} is whatever was published last.',
  },
  fixes: {
    pin: 'Use {version}, as go.mod does',
  },
  examples: [
    {
      title: 'A tool at its newest',
      bad: `\
-- go.mod --
module example.com/api

go 1.27

require golang.org/x/tools v0.40.0
-- Dockerfile --
FROM golang:1.27-trixie AS build
WORKDIR /src
RUN go install golang.org/x/tools/cmd/stringer@latest
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
-- go.mod --
module example.com/api

go 1.27

require golang.org/x/tools v0.40.0
-- Dockerfile --
FROM golang:1.27-trixie AS build
WORKDIR /src
RUN go install golang.org/x/tools/cmd/stringer@v0.40.0
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
  *check({ stages }, { say, fix }, context) {
    const { path, workspace } = context;
    const place = projectPath(context);
    const requires = workspace.moduleOf(path)?.module.requires ?? [];
    for (const stage of stages) {
      const severity = isForDevelopment(place, stage) ? 'info' : undefined;
      for (const { tool, version, span } of stage.runs.flatMap(goCommands).flatMap(movingTools)) {
        const wanted = requiredVersion(requires, tool);
        const edits = () => [{ span, newText: wanted ?? '' }];
        const fixes = wanted === undefined ? [] : [fix.pin({ version: wanted }, { safe: false, edits })];
        yield say.moving(span, { tool, version: `@${version}` }, { fixes, severity });
      }
    }
  },
});

interface MovingTool {
  readonly tool: string;
  readonly version: string;
  /** Of the version. */
  readonly span: Span;
}

function movingTools({ verb, args }: GoCommand): MovingTool[] {
  if (verb !== 'install' && verb !== 'run') return [];
  return goArguments(args).packages.flatMap(({ text, value = '', span }) => {
    const [, tool = '', version] = MOVING.exec(value) ?? [];
    if (version === undefined) return [];
    const start = span.start + text.lastIndexOf(version);
    return [{ tool, version, span: { start, end: start + version.length } }];
  });
}

/** Tools with a module of their own below one that others require. */
const OWN_MODULE = /^golang\.org\/x\/tools\/gopls\b/;

/** The version of the module that holds the tool: the longest path counts. */
function requiredVersion(requires: readonly Requirement[], tool: string): string | undefined {
  if (OWN_MODULE.test(tool))
    return requires.find(({ path }) => tool.startsWith(path) && OWN_MODULE.test(path))?.version;
  const holders = requires.filter(({ path }) => tool === path || tool.startsWith(`${path}/`));
  return holders.toSorted((a, b) => b.path.length - a.path.length)[0]?.version;
}
