import type { Stage } from '../../parse/dockerfile/model.ts';
import { fromUses, type FromUse } from '../../parse/dockerfile/stageUses.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Let no stage need itself.',
  rationale: `
BuildKit orders the stages by what they need, so a stage may copy from one further down. A stage that needs itself, directly or by way of others, has no place in any order: the build ends with "circular dependency detected" before its first step.`,
  sources: ['https://docs.docker.com/build/building/multi-stage/', 'https://github.com/hadolint/hadolint/wiki/DL3023'],
  equivalents: ['DL3023', 'tally/circular-stage-deps'],
  messages: {
    self: 'The build will fail: the stage copies from itself.',
    cycle: 'The build will fail: stage {origin} needs this one in turn.',
  },
  related: {
    back: '{origin} comes back to the stage from here',
  },
  examples: [
    {
      title: 'A file of the same stage',
      bad: `\
FROM alpine:3.24 AS run
COPY api /usr/local/bin/
COPY --from=run /usr/local/bin/api /usr/local/bin/worker
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24 AS run
COPY api /usr/local/bin/
COPY api /usr/local/bin/worker
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, note }) {
    const uses = fromUses(dockerfile);
    if (!uses.some(({ stage, origin }) => origin && origin.index >= stage.index)) return;
    for (const { stage, origin, span } of uses) {
      if (!origin) continue;
      if (origin === stage) {
        yield say.self(span, {});
        continue;
      }
      const back = wayBack(origin, stage, uses);
      // Told once a cycle, where it points downwards.
      if (!back || origin.index < stage.index) continue;
      const name = origin.name ?? String(origin.index);
      yield say.cycle(span, { origin: name }, { related: [note.back({ origin: name }, { span: back })] });
    }
  },
});

/** The first step of a way from a stage to another one: where it copies or starts from what leads there. */
function wayBack(from: Stage, to: Stage, uses: readonly FromUse[]): { start: number; end: number } | undefined {
  const seen = new Set<Stage>();
  const leads = (stage: Stage | undefined): boolean => {
    if (!stage || seen.has(stage)) return stage === to;
    if (stage === to) return true;
    seen.add(stage);
    return leads(stage.parent) || uses.some((use) => use.stage === stage && leads(use.origin));
  };
  if (leads(from.parent)) return from.image?.span;
  return uses.find((use) => use.stage === from && leads(use.origin))?.span;
}
