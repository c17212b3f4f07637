import { packageCommands } from '../../parse/dockerfile/packages.ts';
import type { RunCommand, RunWord } from '../../parse/dockerfile/scripts.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'hint',
  since: '0.1.0',
  summary: 'Install without the packages that are only recommended.',
  rationale: `
Debian installs what a package recommends along with it: documentation, fonts, sometimes a mail server. An image for a service rarely wants them, and each is one more package to update.

Some programs do need a recommended one, so the fix is not part of fix-all.`,
  sources: [
    'https://manpages.debian.org/trixie/apt/apt-get.8.en.html',
    'https://github.com/hadolint/hadolint/wiki/DL3015',
  ],
  equivalents: ['DL3015'],
  messages: {
    more: 'Packages that nobody asked for may come along: recommended ones are installed, too.',
  },
  fixes: {
    no: 'Add --no-install-recommends',
  },
  examples: [
    {
      title: 'With everything recommended',
      bad: `\
FROM debian:13-slim
RUN apt-get update && apt-get install -y tzdata && rm -rf /var/lib/apt/lists/*
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
    for (const { program, verb, verbWord, options, command, run } of stages
      .flatMap(({ runs }) => runs)
      .flatMap(packageCommands)) {
      if (!program.startsWith('apt') || verb !== 'install') continue;
      const isSaid = options.some(
        ({ text }) => /no-install-recommends|Install-Recommends/i.test(text) || text.includes('$'),
      );
      if (isSaid || /APT::Install-Recommends/i.test(run.instruction.rest.text) || mayBeConfigured(stages)) continue;
      const { end } = optionsEnd(command, verbWord).span;
      const edits = () => [{ span: { start: end, end }, newText: ' --no-install-recommends' }];
      const canChange = command.start !== undefined;
      yield say.more(verbWord.span, {}, { fixes: canChange ? [fix.no({}, { safe: false, edits })] : [] });
    }
  },
});

/** The last of the options right behind the verb, where one more fits in. */
function optionsEnd({ words }: RunCommand, verb: RunWord): RunWord {
  const at = words.indexOf(verb);
  const count = words.slice(at + 1).findIndex(({ text }) => !text.startsWith('-'));
  return words[at + Math.max(0, count)] ?? verb;
}

/** `echo "Acquire::Retries 3;" > /etc/apt/apt.conf.d/80retries` says nothing of recommended packages. */
function isWrittenOut(script: string): boolean {
  return /\b(?:echo|printf)\b/.test(script) && !/recommends|[^<]<<|\b(?:cp|mv|ln|curl|wget)\b/i.test(script);
}

/** A file for /etc/apt/apt.conf.d may say it for all. */
function mayBeConfigured(stages: readonly Stage[]): boolean {
  return stages.some(
    ({ copies, runs }) =>
      copies.some(({ destination = '' }) => destination.includes('apt.conf')) ||
      runs.some(({ instruction: { rest } }) => /apt\.conf/.test(rest.text) && !isWrittenOut(rest.text)),
  );
}
