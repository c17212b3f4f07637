import type { Span } from '../../core/text.ts';
import { insertBefore } from '../../parse/dockerfile/edits.ts';
import type { Run, Stage } from '../../parse/dockerfile/model.ts';
import { placeOf } from '../../parse/dockerfile/scripts.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Let a pipe fail when its first command fails.',
  rationale: `
The result of \`a | b\` is that of \`b\`. A download that ends with an error still gives \`tar\` or \`sh\` an empty input to be content with, and the build goes on without the file.

With \`pipefail\` the pipe fails as a whole. bash and BusyBox' ash have it; Debian's dash as \`/bin/sh\` does not, so there the shell has to be named. Pipes that begin with \`echo\`, \`cat\` and the like, which hardly fail, are left alone.`,
  sources: [
    'https://docs.docker.com/build/building/best-practices/#using-pipes',
    'https://github.com/hadolint/hadolint/wiki/DL4006',
  ],
  equivalents: ['DL4006'],
  messages: {
    hidden: 'The build goes on if {program} fails: a pipe has the result of its last command.',
  },
  fixes: {
    shell: 'Use a shell with pipefail: SHELL {json}',
  },
  examples: [
    {
      title: 'A download into tar',
      bad: `\
FROM alpine:3.24
RUN wget -qO- https://example.com/data.tar.gz | tar -xz -C /srv
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN wget -qO- https://example.com/data.tar.gz | tar -xz -C /srv
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ stages, text }, { say, fix }) {
    for (const stage of stages) {
      for (const run of stage.runs) {
        const risky = hasPipefail(run) ? undefined : riskyCommand(run);
        if (!risky) continue;
        const json = shellFor(stage);
        const edits = () => [insertBefore(text, run.instruction, [`SHELL ${json}`])];
        const canChange = json !== undefined && run.shell[0] === '/bin/sh' && run.instruction.heredocs.length === 0;
        yield say.hidden(
          risky.span,
          { program: risky.program },
          { fixes: canChange ? [fix.shell({ json }, { safe: false, edits })] : [] },
        );
        // The SHELL counts for what follows, too.
        break;
      }
    }
  },
});

/** Commands whose failure in front of a pipe means that something is missing. */
const RISKY =
  /^(?:curl|wget|go|git|tar|make|npm|yarn|pnpm|pip3?|apt-get|apk|gpg|openssl|docker|unzip|gzip|xz|zcat|aws|gsutil|mvn|gradle|cargo)$/;

function hasPipefail({ shell, instruction, script }: Run): boolean {
  const options = shell.slice(1).join(' ');
  const text = `${instruction.rest.text}\n${script()?.script.text ?? ''}`;
  const isOther = !/(?:^|\/)(?:sh|ash|bash|dash|zsh)$/.test(shell[0] ?? '');
  return isOther || /pipefail/.test(options) || /\bpipefail\b/.test(text);
}

function riskyCommand({ script }: Run): { program: string; span: Span } | undefined {
  const placed = script();
  for (const { commands } of placed?.script.pipelines ?? []) {
    // A script that is piped into a shell is told as that.
    if (/^(?:ba|da|a|z)?sh$/.test(commands.at(-1)?.words.find(({ value }) => value !== 'sudo')?.value ?? '')) continue;
    const risky = commands.slice(0, -1).find((command) => RISKY.test(command?.words[0]?.value ?? ''));
    const word = risky?.words[0];
    if (placed && word) return { program: word.value ?? '', span: placeOf(placed, word.span) };
  }
  return undefined;
}

/** A shell that the base image is known to have. */
function shellFor({ base }: Stage): string | undefined {
  const facts = base.kind === 'image' ? base.facts : undefined;
  if (facts?.userland === 'busybox' && facts.libc === 'musl') return '["/bin/ash", "-eo", "pipefail", "-c"]';
  return facts?.userland === 'gnu' ? '["/bin/bash", "-o", "pipefail", "-c"]' : undefined;
}
