import { packageCommands } from '../../parse/dockerfile/packages.ts';
import type { Run } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Let apt-get install without asking.',
  rationale: `
There is nobody to answer in a build. apt-get asks before it installs more than what was named, reads the end of its input, and the build ends with "Abort.".`,
  sources: [
    'https://manpages.debian.org/trixie/apt/apt-get.8.en.html',
    'https://github.com/hadolint/hadolint/wiki/DL3014',
  ],
  equivalents: ['DL3014'],
  messages: {
    asks: 'The build will stop here: {program} asks whether to go on, and nobody answers.',
  },
  fixes: {
    yes: 'Add -y',
  },
  examples: [
    {
      title: 'A question',
      bad: `\
FROM debian:13-slim
RUN apt-get update && apt-get install --no-install-recommends tzdata && rm -rf /var/lib/apt/lists/*
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM debian:13-slim
RUN apt-get update && apt-get install -y --no-install-recommends tzdata && rm -rf /var/lib/apt/lists/*
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ stages }, { say, fix }) {
    for (const run of stages.flatMap(({ runs }) => runs)) {
      if (answersElsewhere(run)) continue;
      for (const { program, verb, verbWord, manager, options, command } of packageCommands(run)) {
        const isCertain = options.every(({ value }) => value !== undefined);
        if (!program.startsWith('apt') || !manager.asks.includes(verb) || !isCertain) continue;
        if (options.some(({ value = '' }) => manager.yes.test(value) || /assume-yes/i.test(value))) continue;
        const { end } = verbWord.span;
        const edits = () => [{ span: { start: end, end }, newText: ' -y' }];
        const canChange = command.start !== undefined;
        yield say.asks(verbWord.span, { program }, { fixes: canChange ? [fix.yes({}, { safe: true, edits })] : [] });
      }
    }
  },
});

/** `yes | apt-get …`, a configuration that says so, options in a variable. */
function answersElsewhere({ instruction, script }: Run): boolean {
  const hasAnswer = /assume-yes|Assume-Yes|apt\.conf|\byes\b[^|]*\||<<</i.test(instruction.rest.text);
  return (
    hasAnswer ||
    script()?.script.pipelines.some(({ commands }) =>
      commands.slice(1).some((command) => command?.words[0]?.value?.startsWith('apt')),
    ) === true
  );
}
