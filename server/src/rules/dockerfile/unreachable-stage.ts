import { stagesBuilt } from '../../parse/dockerfile/stageUses.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'hint',
  since: '0.1.0',
  summary: 'Remove stages that nothing needs.',
  rationale: `
BuildKit builds only what the final stage needs. A stage that nothing starts or copies from is skipped, so what it downloads, tests or compiles never happens: often it is left over, or a \`COPY --from\` names another one.

Stages with a name may be built on request (\`--target\`, a compose or bake file), so only those are told that have none, or that are called like a build step while all others are in use.`,
  sources: ['https://docs.docker.com/build/building/multi-stage/#stop-at-a-specific-build-stage'],
  equivalents: ['tally/no-unreachable-stages'],
  tag: 'unnecessary',
  messages: {
    skipped: 'This stage is never built: no later one starts or copies from it.',
  },
  fixes: {
    remove: 'Remove the stage',
  },
  examples: [
    {
      title: 'Left over',
      bad: `\
FROM golang:1.27-trixie
WORKDIR /src

FROM alpine:3.24
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }, { path, workspace }) {
    const { stages, finalStage, text } = dockerfile;
    if (!finalStage || stages.length < 2) return;
    const used = stagesBuilt(dockerfile, workspace.targetsOf(path).all);
    const skipped = stages.filter((stage) => !used.has(stage));
    // Several of them mean several targets.
    if (skipped.length !== 1) return;
    for (const stage of skipped.filter(isNoTarget)) {
      const next = stages[stage.index + 1];
      const edits = () => [
        { span: { start: stage.span.start, end: leading(text, next?.from.span.start ?? stage.span.end) }, newText: '' },
      ];
      yield say.skipped(stage.from.head, {}, { fixes: [fix.remove({}, { safe: false, edits })] });
    }
  },
});

function isNoTarget({ name, image }: Stage): boolean {
  return image !== undefined && (name === undefined || /^(?:build|builder|base|deps|modules|dependencies)$/.test(name));
}

/** In front of the comments that stand directly above the next stage. */
function leading(text: string, offset: number): number {
  const above = /(?:^[ \t]*#.*\n)+[ \t]*$/m.exec(text.slice(0, offset));
  return above ? above.index : offset;
}
