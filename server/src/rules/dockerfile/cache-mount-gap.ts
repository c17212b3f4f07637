import { compilingCommands, goCaches, hasModulesBefore, mountsCache } from '../../parse/dockerfile/goCaches.ts';
import { goCommands, type GoCommand } from '../../parse/dockerfile/goCommands.ts';
import { goCommandSpan } from '../../parse/dockerfile/goSettings.ts';
import { lineage } from '../../parse/dockerfile/lineage.ts';
import { insertMounts, mountsOf } from '../../parse/dockerfile/mounts.ts';
import type { Span } from '../../core/text.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Mount the module cache for the build as well as for the download.',
  rationale: `
What a RUN writes into a cache mount is in the cache, not in the layer. A \`go mod download\` with the module cache mounted leaves nothing for a later RUN without the mount: that one downloads every module again, each time, and fails where there is no network.`,
  sources: ['https://docs.docker.com/build/cache/optimize/#use-cache-mounts'],
  messages: {
    gap: 'Every build downloads all modules again: the download went into a cache mount that this RUN does not have.',
  },
  fixes: {
    mount: 'Mount the module cache here, too',
  },
  related: {
    download: 'The download',
  },
  examples: [
    {
      title: 'Only the download is mounted',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /api /api
ENTRYPOINT ["/api"]
`,
      good: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
RUN --mount=type=cache,target=/go/pkg/mod \\
    --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /api /api
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check(dockerfile, { say, fix, note }, { path, workspace }) {
    const { text, stages } = dockerfile;
    if (workspace.moduleOf(path)?.isVendored) return;
    for (const stage of stages) {
      for (const command of firstOfEachRun(compilingCommands(stage))) {
        const { modules } = goCaches(stage, command);
        if (mountsCache(command.run, modules)) continue;
        const download = mountedDownload(stage, command);
        if (!download || hasModulesBefore(stage, command)) continue;
        const mount = text.slice(download.start, download.end);
        const edits = () => [insertMounts(dockerfile, command.run.instruction, [mount])];
        yield say.gap(
          goCommandSpan(command),
          {},
          { fixes: [fix.mount({}, { safe: true, edits })], related: [note.download({}, { span: download })] },
        );
      }
    }
  },
});

function firstOfEachRun(commands: readonly GoCommand[]): GoCommand[] {
  return commands.filter(({ run }, at) => commands.findIndex((each) => each.run === run) === at);
}

/** The mount of an earlier download that holds the modules. */
function mountedDownload(stage: Stage, command: GoCommand): Span | undefined {
  const { modules } = goCaches(stage, command);
  if (modules === undefined) return undefined;
  const downloads = lineage(stage)
    .flatMap(({ runs }) => runs)
    .filter((run) => run.instruction.span.start < command.run.instruction.span.start)
    .filter((run) => goCommands(run).some(({ verb }) => verb === 'mod download'));
  return downloads
    .flatMap((run) => mountsOf(run.instruction))
    .findLast(({ type, options }) => {
      const target = options.get('target')?.value.replace(/\/+$/, '');
      return type === 'cache' && target !== undefined && (modules === target || modules.startsWith(`${target}/`));
    })?.flag.span;
}
