import type { Span } from '../../core/text.ts';
import { insertBefore } from '../../parse/dockerfile/edits.ts';
import type { Run, Stage } from '../../parse/dockerfile/model.ts';
import { placeOf } from '../../parse/dockerfile/scripts.ts';
import type { Script, ShellPipeline } from '../../parse/shell.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Let a pipe fail when its first command fails.',
  rationale: `
The result of \`a | b\` is that of \`b\`. A download that ends with an error still gives \`tee\` or \`jq\` an empty input to be content with, and the build goes on without the data.

With \`pipefail\` the pipe fails as a whole. bash and BusyBox' ash have it; Debian's dash as \`/bin/sh\` does not, so there the shell has to be named. Pipes that begin with \`echo\`, \`cat\` and the like, which hardly fail, are left alone, and so are those into a program that refuses an empty input by itself: \`tar\`, \`gunzip\`, \`gpg --dearmor\`, \`sha256sum -c\`.`,
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
      title: 'A list into a file',
      bad: `\
FROM alpine:3.24
RUN wget -qO- https://example.com/hosts | tee /etc/blocked
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN wget -qO- https://example.com/hosts | tee /etc/blocked
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
  for (const pipeline of placed?.script.pipelines ?? []) {
    const { commands } = pipeline;
    if (pipeline.isAsked || (placed && isArgument(pipeline, placed.script))) continue;
    const risky = commands.slice(0, -1).find((command) => RISKY.test(programOf(command)));
    const word = isTold(commands, risky) ? undefined : risky?.words[0];
    if (placed && word) return { program: word.value ?? '', span: placeOf(placed, word.span) };
  }
  return undefined;
}

/** In `test $(a | b)` the shell looks at the result of `test` alone, with `pipefail` as well. */
function isArgument({ span }: ShellPipeline, { commands }: Script): boolean {
  return commands.some(({ words }) => words.some((word) => word.span.start <= span.start && span.end <= word.span.end));
}

type Piped = ShellPipeline['commands'][number];

const READS_SCRIPTS = /^(?:(?:ba|da|a|z)?sh|python3?|perl|ruby|node)$/;

/** A failure ends the build anyway; or a script is piped into a shell, which another rule speaks about. */
function isTold(commands: readonly Piped[], risky: Piped): boolean {
  const last = commands.at(-1);
  return READS_SCRIPTS.test(programOf(last)) || (risky === commands.at(-2) && refusesEmptyInput(last));
}

function programOf(command: Piped): string {
  return command?.words.find(({ value }) => value !== 'sudo')?.value ?? '';
}

/** Programs that fail on an empty input, and on one that breaks off: archives, keys, lists of checksums. */
function refusesEmptyInput(command: Piped): boolean {
  const program = programOf(command);
  const args = command?.words.map(({ text }) => text) ?? [];
  if (/^(?:b?tar|gunzip|zcat|dpkg|apt-key|cpio)$/.test(program)) return true;
  if (/^(?:gzip|xz|bzip2|zstd)$/.test(program)) return args.some((arg) => /^-\w*d|^--decompress/.test(arg));
  if (program === 'gpg') return args.some((arg) => /^--(?:dearmor|import)$/.test(arg));
  return /^sha\d+sum$|^md5sum$/.test(program) && args.some((arg) => /^-\w*c|^--check$/.test(arg));
}

/** A shell that the base image is known to have. */
function shellFor({ base }: Stage): string | undefined {
  const facts = base.kind === 'image' ? base.facts : undefined;
  if (facts?.userland === 'busybox' && facts.libc === 'musl') return '["/bin/ash", "-eo", "pipefail", "-c"]';
  return facts?.userland === 'gnu' ? '["/bin/bash", "-o", "pipefail", "-c"]' : undefined;
}
