import { undefinedUses } from '../../parse/dockerfile/undefinedVariables.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Use only variables that the stage or its base image sets.',
  rationale: `
BuildKit puts nothing in the place of a variable that nobody has set, and goes on: \`COPY app-$VERSON /app\` looks for \`app-\`, \`WORKDIR $HOMEDIR\` stays where it is. Inside RUN it is the shell that expands, and this rule says nothing.

Where the base image is not one that Gantry knows, only a name that looks like a slip for one of the stage's own is told, and quietly, since the image may set it.`,
  sources: [
    'https://docs.docker.com/reference/build-checks/undefined-var/',
    'https://docs.docker.com/reference/dockerfile/#environment-replacement',
  ],
  equivalents: ['UndefinedVar'],
  messages: {
    typo: '`${name}` will be empty: nothing sets it. The stage knows `{meant}`.',
    nowhere: '`${name}` will be empty: neither this stage nor {image} sets it.',
  },
  fixes: {
    rename: 'Use ${meant}',
  },
  examples: [
    {
      title: 'A slip of the finger',
      bad: `\
FROM alpine:3.24
ARG VERSION=1.0
COPY api-$VERSON /usr/local/bin/api
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
ARG VERSION=1.0
COPY api-$VERSION /usr/local/bin/api
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    for (const { why, name, nameSpan, span, stage, isCertain } of undefinedUses(dockerfile)) {
      if (why.kind !== 'nowhere') continue;
      const { meant } = why;
      if (meant !== undefined) {
        const edits = nameSpan && (() => [{ span: nameSpan, newText: meant }]);
        const fixes = edits ? [fix.rename({ meant }, { safe: false, edits })] : [];
        yield say.typo(span, { name, meant }, { fixes, severity: isCertain ? undefined : 'info' });
      } else if (isCertain) {
        yield say.nowhere(span, { name, image: stage.resolvedImage?.text ?? stage.image?.text ?? '' });
      }
    }
  },
});
