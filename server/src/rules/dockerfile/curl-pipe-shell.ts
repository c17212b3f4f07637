import type { Span } from '../../core/text.ts';
import type { Run } from '../../parse/dockerfile/model.ts';
import { placeOf, type PlacedScript } from '../../parse/dockerfile/scripts.ts';
import type { SimpleCommand } from '../../parse/shell.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Download a script, check it, then run it.',
  rationale: `
\`curl … | sh\` runs whatever the server sends at that moment, as root, and nothing is left to look at afterwards. A connection that breaks in the middle runs half of the script; without pipefail a failed download counts as success.

\`ADD --checksum=sha256:…\` downloads a file that the build verifies.`,
  sources: ['https://docs.docker.com/reference/dockerfile/#add---checksum'],

  messages: {
    pipe: 'Whoever controls the server runs commands in your build: {program} hands its answer straight to {shell}.',
  },

  examples: [
    {
      title: 'An installer',
      bad: `\
FROM alpine:3.24
RUN wget -qO- https://get.example.com | sh
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://get.example.com /install.sh
RUN sh /install.sh
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ stages }, { say }) {
    for (const { span, program, shell } of stages.flatMap(({ runs }) => runs).flatMap(pipedDownloads))
      yield say.pipe(span, { program, shell });
  },
});

const DOWNLOAD = /^(?:curl|wget)$/;
const SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:sh|bash|ash|dash|zsh|python3?|perl|ruby|node)$/;
/** What only passes the script on. */
const PASSES = new Set(['tee', 'cat', 'sed', 'tr', 'gunzip']);

interface Piped {
  readonly span: Span;
  readonly program: string;
  readonly shell: string;
}

function pipedDownloads({ script }: Run): Piped[] {
  const placed = script();
  return placed ? [...throughPipes(placed), ...substituted(placed)] : [];
}

/** `curl … | sh`, with what only passes the script on in between. */
function throughPipes(placed: PlacedScript): Piped[] {
  return placed.script.pipelines.flatMap(({ commands, span }) => {
    const [first, ...rest] = commands.map(wordsOf);
    const program = first?.[0] ?? '';
    const reader = rest.find(([name = '']) => !PASSES.has(name));
    const isPiped = DOWNLOAD.test(program) && reader !== undefined && readsScript(reader);
    return isPiped ? [{ span: placeOf(placed, span), program, shell: reader[0] ?? '' }] : [];
  });
}

/** `sh -c "$(curl …)"`, `bash <(curl …)`. */
function substituted(placed: PlacedScript): Piped[] {
  return placed.script.commands.flatMap(({ words: [shell, ...args], span }) => {
    if (!SHELL.test(shell?.value ?? '')) return [];
    const download = args.flatMap(({ text }) => /^(?:["']?\$|<)\((curl|wget)\s/.exec(text)?.[1] ?? [])[0];
    return download === undefined
      ? []
      : [{ span: placeOf(placed, span), program: download, shell: shell?.value ?? '' }];
  });
}

/** Without sudo and its options. */
function wordsOf(command: SimpleCommand | undefined): readonly string[] {
  const words = command?.words.map(({ value = '' }) => value) ?? [];
  if (words[0] !== 'sudo') return words;
  const program = words.findIndex((word, at) => at > 0 && !/^-|=/.test(word));
  return program === -1 ? [] : words.slice(program);
}

/** An interpreter that reads the script from its input: not `python -c …`, not `sh file`. */
function readsScript([program = '', ...args]: readonly string[]): boolean {
  const [first = '-'] = args;
  return SHELL.test(program) && (/^-(?:|-|[eux]*s)$/.test(first) || args.every((word) => /^-[eux]+$/.test(word)));
}
