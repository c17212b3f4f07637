import type { Span } from '../../core/text.ts';
import { insertBefore } from '../../parse/dockerfile/edits.ts';
import type { Run } from '../../parse/dockerfile/model.ts';
import type { RunCommand } from '../../parse/dockerfile/scripts.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'hint',
  since: '0.1.0',
  summary: 'Set the folder with WORKDIR instead of cd.',
  rationale: `
A \`cd\` counts to the end of its RUN only, so the next one has to repeat it, and readers have to look for it inside the line. WORKDIR says it for everything that follows, and makes the folder if it is missing.

Because it counts for what follows, the fix is offered one at a time.`,
  sources: [
    'https://docs.docker.com/build/building/best-practices/#workdir',
    'https://github.com/hadolint/hadolint/wiki/DL3003',
  ],
  equivalents: ['DL3003'],
  messages: {
    cd: 'The next RUN will be somewhere else again: cd counts to the end of this one.',
  },
  fixes: {
    workdir: 'Use WORKDIR {folder}',
  },
  examples: [
    {
      title: 'A folder for one step',
      bad: `\
FROM alpine:3.24
RUN cd /srv && mkdir data
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
WORKDIR /srv
RUN mkdir data
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ stages, text }, { say, fix }) {
    for (const run of stages.flatMap(({ runs }) => runs)) {
      const change = leadingCd(run, text);
      if (!change) continue;
      const { span, folder, end } = change;
      const edits = () => [
        insertBefore(text, run.instruction, [`WORKDIR ${folder}`]),
        { span: { start: run.instruction.rest.span.start, end }, newText: '' },
      ];
      yield say.cd(span, {}, { fixes: [fix.workdir({ folder }, { safe: false, edits })] });
    }
  },
});

interface LeadingCd {
  readonly span: Span;
  readonly folder: string;
  /** Where the next command begins. */
  readonly end: number;
}

/** `cd /absolute && …` at the very start of a list that is joined by nothing else. */
function leadingCd({ instruction, commands, script }: Run, text: string): LeadingCd | undefined {
  const [cd, next] = commands();
  const folder = cd && folderOf(cd);
  const isList = script()?.script.isChain === true && instruction.heredocs.length === 0;
  if (!cd || !next || folder === undefined || !isList || cd.span.start !== instruction.rest.span.start)
    return undefined;
  const between = text.slice(cd.span.end, next.span.start);
  return /^\s*&&\s*$/.test(between) ? { span: cd.span, folder, end: next.span.start } : undefined;
}

function folderOf({ words: [program, folder, ...more] }: RunCommand): string | undefined {
  const isPlain = program?.value === 'cd' && more.length === 0 && folder?.text === folder?.value;
  return isPlain && folder?.value?.startsWith('/') ? folder.value : undefined;
}
