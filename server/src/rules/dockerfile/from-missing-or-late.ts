import { INSTRUCTIONS } from '../../core/dockerfileLanguage.ts';
import { insertBefore } from '../../parse/dockerfile/edits.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Begin with FROM.',
  rationale: `
Every instruction belongs to a stage, and FROM opens one. Only ARG, for the image's name, and comments may come before the first FROM; with anything else BuildKit stops with "no build stage in current context", and a file without FROM has no stage to build at all.`,
  sources: ['https://docs.docker.com/reference/dockerfile/#from', 'https://github.com/hadolint/hadolint/wiki/DL3061'],
  equivalents: ['DL3061', 'dockerfile-utils:NO_SOURCE_IMAGE'],
  messages: {
    missing: 'The build will fail: no FROM says what to start from.',
    late: 'The build will fail: only ARG may come before the first FROM.',
  },
  fixes: {
    insert: 'Start from alpine:3.24',
  },
  examples: [
    {
      title: 'No FROM',
      bad: `\
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
  *check({ instructions, stages, text }, { say, fix }) {
    const known = instructions.filter(({ keyword }) => Object.hasOwn(INSTRUCTIONS, keyword));
    const first = known.find(({ keyword }) => keyword !== 'ARG');
    if (!first || first.keyword === 'FROM') return;
    // A misspelt FROM is told as that.
    if (instructions[0] !== known[0]) return;
    const edits = () => [insertBefore(text, first, ['FROM alpine:3.24'])];
    if (stages.length > 0) yield say.late(first.keywordSpan, {});
    else yield say.missing(first.keywordSpan, {}, { fixes: [fix.insert({}, { safe: false, edits })] });
  },
});
