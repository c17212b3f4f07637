import type { Span } from '../../core/text.ts';
import { flag } from '../../parse/dockerfile/instructions.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import type { RunCommand, RunWord } from '../../parse/dockerfile/scripts.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Do not make files writable for everyone.',
  rationale: `
With mode 777 every user of the container may change the file: whoever breaks into one process replaces the program or its configuration. A program needs 755, data of one user 700 or an owner set with \`--chown\`.

The sticky bit on a shared folder (1777, as on \`/tmp\`) is left alone.`,
  sources: ['https://docs.docker.com/reference/dockerfile/#copy---chown---chmod'],
  equivalents: ['tally/world-writable-state-path-workaround'],

  messages: {
    all: 'Any process in the container may replace these files: mode {mode} lets everyone write.',
  },
  fixes: {
    less: 'Use 755',
  },
  examples: [
    {
      title: 'A program for everyone',
      bad: `\
FROM alpine:3.24
COPY --chmod=777 api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
COPY --chmod=755 api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ stages }, { say, fix }) {
    for (const { span, mode, isNumber } of stages.flatMap(modes)) {
      const edits = () => [{ span, newText: '755' }];
      yield say.all(span, { mode }, { fixes: isNumber ? [fix.less({}, { safe: false, edits })] : [] });
    }
  },
});

interface Mode {
  readonly span: Span;
  readonly mode: string;
  readonly isNumber: boolean;
}

function modes({ copies, runs }: Stage): Mode[] {
  const copied = copies.flatMap(({ instruction }) => {
    const chmod = flag(instruction, 'chmod');
    return chmod?.value && chmod.valueSpan && isOpen(chmod.value) ? [modeOf(chmod.value, chmod.valueSpan)] : [];
  });
  const changed = runs.flatMap((run) => {
    const commands = run.commands();
    return commands.flatMap((command, at) => {
      const [word, ...files] = command.words.slice(1).filter(({ value = '' }) => !value.startsWith('-'));
      const isChmod = command.words[0]?.value === 'chmod' && word?.value !== undefined && word.text === word.value;
      if (!isChmod || !isOpen(word.value) || isRemoved(files, commands.slice(at + 1))) return [];
      return [modeOf(word.value, word.span)];
    });
  });
  return [...copied, ...changed];
}

/** What the same RUN takes away again is in no image. */
function isRemoved(files: readonly RunWord[], later: readonly RunCommand[]): boolean {
  const removed = later.filter(({ words: [program] }) => program?.value === 'rm').flatMap(({ words }) => words);
  return files.length > 0 && files.every(({ text }) => removed.some((word) => word.text === text));
}

function modeOf(mode: string, span: Span): Mode {
  return { mode, span, isNumber: /^\d+$/.test(mode) };
}

function isOpen(mode: string): boolean {
  return /^0?777$/.test(mode) || (/^(?:a|ugo|o|go)?[+=]rwx$/.test(mode) && !/^[+]/.test(mode));
}
