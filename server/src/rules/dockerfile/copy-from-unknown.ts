import { isOfficialImage } from '../../core/officialImages.ts';
import { nearest } from '../../core/nearest.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { fromUses, type FromUse } from '../../parse/dockerfile/stageUses.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Copy from a stage that exists.',
  rationale: `
What \`--from\` names is looked for among the stages first. If no stage has the name it is taken for a named context, and then for an image, so a misspelt stage is pulled from Docker Hub: the build fails with "pull access denied", or takes its files from a stranger's image.

Names that may well be images or contexts are left alone. A number counts the stages from 0.`,
  sources: [
    'https://docs.docker.com/reference/dockerfile/#copy---from',
    'https://github.com/hadolint/hadolint/wiki/DL3022',
  ],
  equivalents: ['DL3022'],
  messages: {
    typo: 'The build will look for an image called `{value}`: no stage has that name. There is a stage `{meant}`.',
    index: 'The build will fail: there is no stage {value}, they are counted from 0 to {last}.',
    variable:
      'The build will fail: BuildKit expands no variable in `{option}`. Name a stage that starts `FROM {value}`.',
  },
  fixes: {
    rename: 'Copy from {meant}',
  },
  examples: [
    {
      title: 'A misspelt stage',
      bad: `\
FROM alpine:3.24 AS assets
COPY assets /assets

FROM alpine:3.24
COPY --from=asets /assets /assets
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24 AS assets
COPY assets /assets

FROM alpine:3.24
COPY --from=assets /assets /assets
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    const { stages } = dockerfile;
    for (const use of fromUses(dockerfile)) {
      const { value, span, kind } = use;
      if (use.origin || value === '') continue;
      if (hasVariable(use)) {
        yield say.variable(span, { value, option: kind === 'copy' ? '--from' : 'from=' }, { severity: 'error' });
      } else if (/^\d+$/.test(value)) {
        // A mount takes no numbers: there it is an image's name.
        if (kind === 'copy') yield say.index(span, { value, last: stages.length - 1 }, { severity: 'error' });
      } else if (/^[\w-]+$/.test(value) && value !== 'scratch' && !isOfficialImage(value)) {
        const meant = nearest(value, namesOf(dockerfile, stages.indexOf(use.stage)));
        if (meant === undefined) continue;
        const edits = () => [{ span, newText: meant }];
        yield say.typo(span, { value, meant }, { fixes: [fix.rename({ meant }, { safe: false, edits })] });
      }
    }
  },
});

/** Of the stages other than the one that copies, as written. */
function namesOf({ stages, text }: Dockerfile, own: number): string[] {
  return stages.flatMap(({ name, nameSpan, index }) =>
    name !== undefined && nameSpan && index !== own ? text.slice(nameSpan.start, nameSpan.end) : [],
  );
}

function hasVariable({ value }: FromUse): boolean {
  return /\$(?:\w|\{)/.test(value);
}
