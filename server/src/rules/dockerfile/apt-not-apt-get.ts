import { packageCommands } from '../../parse/dockerfile/packages.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Call apt-get in scripts, not apt.',
  rationale: `
\`apt\` is made for people at a terminal: its output and its options may change with any release, and it says so on every call ("apt does not have a stable CLI interface"). \`apt-get\` and \`apt-cache\` stay as they are.`,
  sources: ['https://manpages.debian.org/trixie/apt/apt.8.en.html', 'https://github.com/hadolint/hadolint/wiki/DL3027'],
  equivalents: ['DL3027'],
  messages: {
    unstable:
      'A later release of apt may read this line in another way: its command line is made for people and may change.',
  },
  fixes: {
    use: 'Use {program}',
  },
  examples: [
    {
      title: 'apt in a RUN',
      bad: `\
FROM debian:13-slim
RUN apt-get update && apt install -y --no-install-recommends tzdata && rm -rf /var/lib/apt/lists/*
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
    for (const { program, programWord, verb } of stages.flatMap(({ runs }) => runs).flatMap(packageCommands)) {
      if (program !== 'apt') continue;
      const better = betterProgram(verb);
      const edits = () => [{ span: programWord.span, newText: better ?? '' }];
      const canChange = better !== undefined && programWord.text === 'apt';
      yield say.unstable(
        programWord.span,
        {},
        { fixes: canChange ? [fix.use({ program: better }, { safe: true, edits })] : [] },
      );
    }
  },
});

/** Verbs that mean the same there. */
function betterProgram(verb: string): string | undefined {
  if (
    /^(?:install|update|upgrade|remove|purge|autoremove|clean|autoclean|dist-upgrade|source|build-dep|download)$/.test(
      verb,
    )
  )
    return 'apt-get';
  return /^(?:search|show|policy|depends|rdepends)$/.test(verb) ? 'apt-cache' : undefined;
}
