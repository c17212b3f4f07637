import { expand } from '../../parse/dockerfile/expand.ts';
import { untraced } from '../../parse/dockerfile/traced.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'hint',
  since: '0.1.0',
  summary: 'Leave out `--platform=$TARGETPLATFORM`.',
  rationale: `
A FROM without \`--platform\` takes the image for the target platform anyway. Saying so again changes nothing; with the old builder, which does not know the variable, it even fails.`,
  sources: [
    'https://docs.docker.com/reference/build-checks/redundant-target-platform/',
    'https://docs.docker.com/reference/dockerfile/#from',
  ],
  equivalents: ['RedundantTargetPlatform', 'DL3065'],
  tag: 'unnecessary',
  messages: {
    redundant: '`{flag}` changes nothing: the target platform is what FROM takes without it.',
  },
  fixes: {
    remove: 'Remove it',
  },
  examples: [
    {
      title: 'The default, spelt out',
      bad: `\
FROM --platform=$TARGETPLATFORM alpine:3.24
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
  *check({ stages, text, escape }, { say, fix }) {
    for (const { platform } of stages) {
      const isTarget =
        platform?.traced &&
        expand(platform.traced, escape, (name) => (name === 'TARGETPLATFORM' ? untraced('\0') : 'unknown'))?.text ===
          '\0';
      if (!platform || !isTarget) continue;
      const { start, end } = platform.span;
      const gap = /^[ \t]+/.exec(text.slice(end))?.[0].length ?? 0;
      const edits = () => [{ span: { start, end: end + gap }, newText: '' }];
      yield say.redundant(
        { start, end },
        { flag: text.slice(start, end) },
        { fixes: [fix.remove({}, { safe: true, edits })] },
      );
    }
  },
});
