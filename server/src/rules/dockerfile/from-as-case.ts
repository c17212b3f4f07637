import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'hint',
  since: '0.1.0',
  summary: 'Write AS in the same case as FROM.',
  rationale: `
\`FROM image as build\` reads like a part of the image's name. BuildKit accepts either case and, like this rule, only asks for both words to be alike.`,
  sources: ['https://docs.docker.com/reference/build-checks/from-as-casing/'],
  equivalents: ['FromAsCasing'],
  messages: {
    differs: 'Readers may take `{written}` for a part of the image: it is not in the same case as {from}.',
  },
  fixes: {
    recase: 'Write {wanted}',
  },
  examples: [
    {
      title: 'A lower-case as',
      bad: `\
FROM alpine:3.24 as files
COPY assets /assets

FROM alpine:3.24
COPY --from=files /assets /assets
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
  *check({ stages, text }, { say, fix }) {
    for (const { from } of stages) {
      const as = from.args[1];
      if (as?.text.toLowerCase() !== 'as') continue;
      const keyword = text.slice(from.keywordSpan.start, from.keywordSpan.end);
      const wanted = keyword === keyword.toLowerCase() ? 'as' : keyword === keyword.toUpperCase() ? 'AS' : as.text;
      if (as.text === wanted) continue;
      const edits = () => [{ span: as.span, newText: wanted }];
      const args = { written: as.text, from: keyword };
      yield say.differs(as.span, args, { fixes: [fix.recase({ wanted }, { safe: true, edits })] });
    }
  },
});
