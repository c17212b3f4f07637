import type { TextEdit } from '../../core/text.ts';
import { compilingCommands, goCaches, hasModulesBefore, mountsCache } from '../../parse/dockerfile/goCaches.ts';
import type { GoCommand } from '../../parse/dockerfile/goCommands.ts';
import { goCommandSpan } from '../../parse/dockerfile/goSettings.ts';
import { lineage } from '../../parse/dockerfile/lineage.ts';
import { insertMounts, mountsOf } from '../../parse/dockerfile/mounts.ts';
import type { Run, Stage } from '../../parse/dockerfile/model.ts';
import type { ModuleFile } from '../../workspace/workspace.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Keep the build cache of Go in a cache mount.',
  rationale: `
A RUN begins with an empty build cache whenever a source file has changed, and compiles all packages again, dependencies and standard library included. With a cache mount only what changed is compiled: seconds instead of a minute.

Builders that keep no mounts between builds (Kaniko, fresh CI machines) gain nothing and lose nothing. The mount is not a part of the image. A stage that compiles its dependencies before the sources come has them in a layer, and is left alone.`,
  sources: [
    'https://docs.docker.com/build/cache/optimize/#use-cache-mounts',
    'https://pkg.go.dev/cmd/go#hdr-Build_and_test_caching',
  ],
  equivalents: ['tally/prefer-package-cache-mounts'],
  messages: {
    cold: 'Every changed file compiles all packages again: the build cache of Go starts empty.',
  },
  fixes: {
    mount: 'Mount a cache for it',
  },
  examples: [
    {
      title: 'No cache',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /api /api
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
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }, { path, workspace }) {
    const needsModules = requiresModules(workspace.moduleOf(path));
    for (const stage of dockerfile.stages) {
      const cold = compilingCommands(stage).filter(
        (command) => getsSources(stage, command) && !mountsCache(command.run, goCaches(stage, command).build),
      );
      const [first] = cold;
      if (!first || compilesBeforeSources(stage)) continue;
      const targets = missingTargets(stage, cold, needsModules);
      const edits = (): TextEdit[] =>
        [...(targets ?? [])].map(([{ instruction }, mounts]) => insertMounts(dockerfile, instruction, mounts));
      yield say.cold(goCommandSpan(first), {}, { fixes: targets ? [fix.mount({}, { safe: false, edits })] : [] });
    }
  },
});

function requiresModules(file: ModuleFile | undefined): boolean {
  return !file || (!file.isVendored && file.module.requires.length > 0);
}

/** What is cloned at a version, or only downloaded, stays in its layer for good. */
function getsSources(stage: Stage, { command, run }: GoCommand): boolean {
  const isCopied = lineage(stage).some(({ copies }) =>
    copies.some(({ instruction }) => instruction.span.start < command.span.start),
  );
  return isCopied || mountsOf(run.instruction).some(({ type }) => type === 'bind');
}

/** Dependencies that are compiled in a layer of their own, before the sources come. */
function compilesBeforeSources(stage: Stage): boolean {
  const places = compilingCommands(stage).map(({ command }) => command.span.start);
  return stage.copies.some(({ from, instruction: { span } }) => {
    return !from && places.some((place) => place < span.start) && places.some((place) => place > span.start);
  });
}

/** For each RUN what it lacks. Undefined if the caches' place is not certain. */
function missingTargets(
  stage: Stage,
  cold: readonly GoCommand[],
  needsModules: boolean,
): ReadonlyMap<Run, string[]> | undefined {
  const runs = [...new Set(cold.map(({ run }) => run))];
  const byRun = new Map<Run, string[]>();
  for (const command of cold) {
    const { modules, build, owner } = goCaches(stage, command);
    if (build === undefined || modules === undefined || owner === undefined) return undefined;
    const lacksModules = needsModules && !hasModulesBefore(stage, command, runs) && !mountsCache(command.run, modules);
    const targets = [...(lacksModules ? [modules] : []), build];
    byRun.set(
      command.run,
      targets.map((target) => `--mount=type=cache,target=${target}${owner}`),
    );
  }
  return byRun;
}
