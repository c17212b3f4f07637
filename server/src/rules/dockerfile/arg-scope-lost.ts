import { insertAfter } from '../../parse/dockerfile/edits.ts';
import { undefinedUses } from '../../parse/dockerfile/undefinedVariables.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Name an ARG again in the stage that uses it.',
  rationale: `
An ARG before the first FROM belongs to no stage: FROM lines see it, instructions do not, and \`$VERSION\` becomes nothing without a word from the build. The same goes for the platform arguments such as \`TARGETARCH\`: BuildKit knows their values and tells them only to a stage that asks.

\`ARG VERSION\` inside the stage, without a value, takes over the global one, its default and \`--build-arg\` alike.`,
  sources: [
    'https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact',
    'https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope',
  ],
  equivalents: ['UndefinedVar'],
  messages: {
    global: '`${name}` is empty here: an ARG before the first FROM reaches a stage only if the stage names it again.',
    platform: '`${name}` is empty here: BuildKit tells it only to a stage that asks for it with ARG.',
  },
  fixes: {
    declare: 'Take it over into the stage: ARG {name}',
  },
  related: {
    declared: 'Declared here, outside of any stage',
  },
  examples: [
    {
      title: 'A version for the label',
      bad: `\
ARG VERSION=1.0
FROM alpine:3.24
COPY api /usr/local/bin/
LABEL org.opencontainers.image.version=$VERSION
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
ARG VERSION=1.0
FROM alpine:3.24
ARG VERSION
COPY api /usr/local/bin/
LABEL org.opencontainers.image.version=$VERSION
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix, note }) {
    const told = new Set<string>();
    for (const { why, name, span, stage, isCertain } of undefinedUses(dockerfile)) {
      if (why.kind !== 'global' && why.kind !== 'platform') continue;
      // One ARG mends every use in the stage, so one finding is enough.
      const key = `${stage.index} ${name}`;
      if (told.has(key)) continue;
      told.add(key);
      const edits = () => [insertAfter(dockerfile.text, stage.from.span, [`ARG ${name}`])];
      yield say[why.kind](
        span,
        { name },
        {
          fixes: [fix.declare({ name }, { safe: true, edits })],
          related: why.kind === 'global' ? [note.declared({}, { span: why.declared.span })] : [],
          severity: isCertain || why.kind === 'platform' ? undefined : 'info',
        },
      );
    }
  },
});
