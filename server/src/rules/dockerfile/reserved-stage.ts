import { stageReferences } from '../../parse/dockerfile/stageUses.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Call no stage `scratch` or `context`.',
  rationale: `
\`scratch\` is the empty image and \`context\` the build context. A stage of that name takes their place in what follows: \`FROM scratch\` no longer starts from nothing, a mount from \`context\` no longer sees the sources.`,
  sources: [
    'https://docs.docker.com/reference/build-checks/reserved-stage-name/',
    'https://github.com/hadolint/hadolint/wiki/DL3063',
  ],
  equivalents: ['ReservedStageName', 'DL3063'],
  messages: {
    scratch: '`scratch` will mean this stage from here on, and no longer the empty image.',
    context: '`context` will mean this stage from here on, and no longer the build context.',
  },
  fixes: {
    rename: 'Rename it {free}',
  },
  examples: [
    {
      title: 'A stage called context',
      bad: `\
FROM alpine:3.24 AS context
COPY assets /assets

FROM alpine:3.24
COPY --from=context /assets /assets
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24 AS context-stage
COPY assets /assets

FROM alpine:3.24
COPY --from=context-stage /assets /assets
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    for (const stage of dockerfile.stages) {
      const { name, nameSpan } = stage;
      if ((name !== 'scratch' && name !== 'context') || !nameSpan) continue;
      const free = `${name}-stage`;
      const edits = () => [nameSpan, ...stageReferences(stage, dockerfile)].map((span) => ({ span, newText: free }));
      yield say[name](nameSpan, {}, { fixes: [fix.rename({ free }, { safe: false, edits })] });
    }
  },
});
