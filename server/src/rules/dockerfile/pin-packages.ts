import { installs, packageCommands } from '../../parse/dockerfile/packages.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Pin the versions of installed packages.',
  rationale: `
Without a version a build installs what the distribution has today, so the same Dockerfile makes another image tomorrow.

Distributions drop old versions soon: Alpine keeps one, Debian's security archive the last. A pinned build then fails with "no such package" until somebody raises the pin. The rule is therefore off unless asked for; a snapshot mirror or a digest of the base image serves most teams better.`,
  sources: [
    'https://docs.docker.com/build/building/best-practices/#apt-get',
    'https://github.com/hadolint/hadolint/wiki/DL3008',
    'https://github.com/hadolint/hadolint/wiki/DL3018',
  ],
  equivalents: ['DL3008', 'DL3018', 'DL3033', 'DL3041'],
  messages: {
    floating: 'The next build may install another version of {name}: no version is named.',
  },

  examples: [
    {
      title: 'apt',
      bad: `\
FROM debian:13-slim
RUN apt-get update && apt-get install -y --no-install-recommends tzdata && rm -rf /var/lib/apt/lists/*
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM debian:13-slim
RUN apt-get update && apt-get install -y --no-install-recommends tzdata=2026a-0+deb13u1 && rm -rf /var/lib/apt/lists/*
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ stages }, { say }) {
    for (const command of stages.flatMap(({ runs }) => runs).flatMap(packageCommands)) {
      if (!installs(command)) continue;
      const word = command.packages.find(({ value }) => value !== undefined && isFloating(command.program, value));
      if (word) yield say.floating(word.span, { name: word.value ?? '' }, { equivalents: codesOf(command.program) });
    }
  },
});

/** hadolint has a check for each package manager. */
function codesOf(program: string): string[] {
  if (program === 'apk') return ['DL3018'];
  if (program === 'yum') return ['DL3033'];
  return program.startsWith('apt') ? ['DL3008'] : ['DL3041'];
}

function isFloating(program: string, name: string): boolean {
  if (/^[./]|^https?:|\.(?:deb|rpm|apk)$/.test(name)) return false;
  if (program === 'apk') return !/[=~<>@]/.test(name) && !name.startsWith('.');
  return program.startsWith('apt') ? !/[=/]/.test(name) : !/-\d/.test(name);
}
