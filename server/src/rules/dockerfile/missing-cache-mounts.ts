import type { TextEdit } from '../../core/text.ts';
import { compilingCommands, goCaches, hasModulesBefore, mountsCache } from '../../parse/dockerfile/goCaches.ts';
import type { GoCommand } from '../../parse/dockerfile/goCommands.ts';
import { goCommandSpan } from '../../parse/dockerfile/goSettings.ts';
import type { Run, Stage } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Keep the build cache of Go in a cache mount.',
  rationale: `
A RUN begins with an empty build cache whenever a source file has changed, and compiles all packages again, dependencies and standard library included. With a cache mount only what changed is compiled: seconds instead of a minute.

Builders that keep no mounts between builds (Kaniko, fresh CI machines) gain nothing and lose nothing. The mount is not a part of the image.`,
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
RUN --mount=type=cache,target=/root/.cache/go-build CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /api /api
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check({ stages }, { say, fix }) {
    for (const stage of stages) {
      const cold = compilingCommands(stage).filter(
        (command) => !mountsCache(command.run, goCaches(stage, command).build),
      );
      const [first] = cold;
      if (!first) continue;
      const edits = mounts(stage, cold);
      yield say.cold(
        goCommandSpan(first),
        {},
        { fixes: edits ? [fix.mount({}, { safe: false, edits: () => edits })] : [] },
      );
    }
  },
});

/** For each RUN what it lacks. Undefined if the caches' place is not certain. */
function mounts(stage: Stage, cold: readonly GoCommand[]): TextEdit[] | undefined {
  const byRun = new Map<Run, TextEdit>();
  for (const command of cold) {
    const { modules, build, owner } = goCaches(stage, command);
    if (build === undefined || modules === undefined || owner === undefined) return undefined;
    const needsModules = !hasModulesBefore(stage, command) && !mountsCache(command.run, modules);
    const targets = [...(needsModules ? [modules] : []), build];
    const { end } = command.run.instruction.keywordSpan;
    const newText = targets.map((target) => ` --mount=type=cache,target=${target}${owner}`).join('');
    byRun.set(command.run, { span: { start: end, end }, newText });
  }
  return [...byRun.values()];
}
