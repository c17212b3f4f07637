import type { TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { stageReferences } from '../../parse/dockerfile/stageUses.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'hint',
  since: '0.1.0',
  summary: 'Write stage names in lower case.',
  rationale: `
BuildKit compares stage names without regard to case, \`--target\` included, and prints them in lower case. A name in lower case is found by every search, and looks different from the instructions around it.`,
  sources: ['https://docs.docker.com/reference/build-checks/stage-name-casing/'],
  equivalents: ['StageNameCasing'],
  messages: {
    upper: 'BuildKit will call this stage {lower}: names of stages are read without regard to case.',
  },
  fixes: {
    rename: 'Rename it {lower}, here and where it is used',
  },
  examples: [
    {
      title: 'A name in capitals',
      bad: `\
FROM alpine:3.24 AS Files
COPY assets /assets

FROM alpine:3.24
COPY --from=Files /assets /assets
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24 AS files
COPY assets /assets

FROM alpine:3.24
COPY --from=files /assets /assets
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    for (const stage of dockerfile.stages) {
      const { name: lower, nameSpan } = stage;
      if (lower === undefined || !nameSpan || textAt(dockerfile, nameSpan) === lower) continue;
      const edits = (): TextEdit[] =>
        [nameSpan, ...stageReferences(stage, dockerfile)].map((span) => ({ span, newText: lower }));
      yield say.upper(nameSpan, { lower }, { fixes: [fix.rename({ lower }, { safe: true, edits })] });
    }
  },
});

function textAt({ text }: Dockerfile, { start, end }: TextEdit['span']): string {
  return text.slice(start, end);
}
