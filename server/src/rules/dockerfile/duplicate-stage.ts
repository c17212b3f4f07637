import type { Dockerfile } from '../../parse/dockerfile.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Give every stage a name of its own.',
  rationale: `
Of two stages with one name BuildKit takes the later for \`COPY --from\` and \`--target\`, and for a FROM the last one above it. The first is then built for nothing, or files come from the wrong one, and no message says so. Upper and lower case make no difference.`,
  sources: [
    'https://docs.docker.com/reference/build-checks/duplicate-stage-name/',
    'https://github.com/hadolint/hadolint/wiki/DL3024',
  ],
  equivalents: ['DuplicateStageName', 'DL3024', 'dockerfile-utils:DUPLICATE_BUILD_STAGE_NAME'],
  messages: {
    duplicate:
      'COPY --from={name} and --target {name} will take this stage: it hides the earlier one of the same name.',
  },
  fixes: {
    rename: 'Rename it {free}',
  },
  related: {
    first: 'The earlier stage',
  },
  examples: [
    {
      title: 'Two builds',
      bad: `\
FROM alpine:3.24 AS files
COPY assets /assets

FROM alpine:3.24 AS files
COPY --from=0 /assets /assets
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24 AS files
COPY assets /assets

FROM alpine:3.24 AS files-2
COPY --from=0 /assets /assets
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix, note }) {
    const first = new Map<string, Stage>();
    for (const stage of dockerfile.stages) {
      const { name, nameSpan } = stage;
      if (name === undefined || !nameSpan) continue;
      const earlier = first.get(name);
      if (!earlier?.nameSpan) {
        first.set(name, stage);
        continue;
      }
      const free = freeName(name, dockerfile);
      const edits = () => [{ span: nameSpan, newText: free }];
      yield say.duplicate(
        nameSpan,
        { name },
        {
          fixes: [fix.rename({ free }, { safe: false, edits })],
          related: [note.first({}, { span: earlier.nameSpan })],
        },
      );
    }
  },
});

function freeName(name: string, { stages }: Dockerfile): string {
  const taken = new Set(stages.map((stage) => stage.name));
  let number = 2;
  while (taken.has(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}
