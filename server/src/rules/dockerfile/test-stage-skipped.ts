import { goCommands, type GoCommand } from '../../parse/dockerfile/goCommands.ts';
import { goCommandSpan } from '../../parse/dockerfile/goSettings.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { isForDevelopment } from '../../parse/dockerfile/stageKinds.ts';
import { stagesBuilt } from '../../parse/dockerfile/stageUses.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Run the tests in a stage that is built.',
  rationale: `
BuildKit builds only what the final stage needs. Tests in a stage that nothing copies or starts from never run, and a red test stops no release. The old builder ran every stage in order, so files from its time often count on it.

Let the final stage copy something from the test stage (a report, or the program), or build it by its name in CI: \`docker build --target test .\`. A stage that is called like one for tests is taken for that.`,
  sources: ['https://docs.docker.com/build/building/multi-stage/#differences-between-legacy-builder-and-buildkit'],
  messages: {
    never: 'These tests never run: nothing that the image needs comes from {stage}.',
  },
  examples: [
    {
      title: 'Tests beside the way',
      bad: `\
FROM golang:1.27-trixie AS source
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .

FROM source AS quality
RUN --mount=type=cache,target=/root/.cache/go-build go test ./...

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=source /src/LICENSE /
COPY api /api
ENTRYPOINT ["/api"]
`,
      good: `\
FROM golang:1.27-trixie AS source
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .

FROM source AS quality
RUN --mount=type=cache,target=/root/.cache/go-build go test ./...

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=quality /src/LICENSE /
COPY api /api
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check(dockerfile, { say }, { path, workspace }) {
    const { stages, finalStage } = dockerfile;
    if (!finalStage || stages.length < 2) return;
    const tests = stages.flatMap((stage) => testsIn(stage).map((command) => ({ stage, command })));
    if (tests.length === 0) return;
    const used = stagesBuilt(dockerfile, workspace.targetsOf(path).all);
    for (const { stage, command } of tests) {
      if (used.has(stage) || isTarget(stage)) continue;
      yield say.never(goCommandSpan(command), {
        stage: stage.name === undefined ? `stage ${stage.index}` : `stage ${stage.name}`,
      });
    }
  },
});

function testsIn({ runs }: Stage): GoCommand[] {
  return runs.flatMap(goCommands).filter(({ verb }) => verb === 'test');
}

/** `--target test` is how such stages are meant to be built. */
function isTarget(stage: Stage): boolean {
  return isForDevelopment('', stage) || /test|check|verify|coverage|lint|bench/.test(stage.name ?? '');
}
