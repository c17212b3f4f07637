import { basename } from '../../core/path.ts';
import type { Span } from '../../core/text.ts';
import { removeLines } from '../../parse/dockerfile/edits.ts';
import { flag } from '../../parse/dockerfile/instructions.ts';
import type { Copy, Run, Stage } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Set the mode while copying.',
  rationale: `
A RUN that changes the mode of a file copies the whole file into its layer: a program of 40 MiB makes the image 40 MiB larger. \`COPY --chmod=755\` sets the mode in the one layer that there is.`,
  sources: ['https://docs.docker.com/reference/dockerfile/#copy---chown---chmod'],
  equivalents: ['tally/prefer-copy-chmod'],

  messages: {
    twice: 'The file will be in the image twice: changing its mode writes it into another layer.',
  },
  fixes: {
    copy: 'Use COPY --chmod={mode}',
  },
  related: {
    copy: 'Copied here',
  },
  examples: [
    {
      title: 'A program made executable',
      bad: `\
FROM alpine:3.24
COPY api /usr/local/bin/api
RUN chmod +x /usr/local/bin/api
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
COPY --chmod=755 api /usr/local/bin/api
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ stages, text }, { say, fix, note }) {
    for (const stage of stages) {
      for (const run of stage.runs) {
        const change = modeChange(run);
        const copy =
          change &&
          stage.copies.findLast(
            (each) => each.instruction.span.start < run.instruction.span.start && brings(each, change.path),
          );
        if (!change || !copy || hasMode(copy)) continue;
        const { mode, span, isAlone } = change;
        const canMove =
          isAlone && mode !== undefined && copy.instruction.heredocs.length === 0 && followsAtOnce(stage, copy, run);
        const { end } = copy.instruction.keywordSpan;
        const edits = () => [
          { span: { start: end, end }, newText: ` --chmod=${mode}` },
          removeLines(text, run.instruction),
        ];
        yield say.twice(
          span,
          {},
          {
            fixes: canMove ? [fix.copy({ mode }, { safe: false, edits })] : [],
            related: [note.copy({}, { span: copy.instruction.head })],
          },
        );
      }
    }
  },
});

interface ModeChange {
  readonly path: string;
  /** For `--chmod`; undefined if it depends on the mode before. */
  readonly mode: string | undefined;
  readonly span: Span;
  /** Whether the RUN does nothing else. */
  readonly isAlone: boolean;
}

/** `chmod +x /file`: of one file, with what follows from it as a number. */
function modeChange(run: Run): ModeChange | undefined {
  const commands = run.commands();
  const command = commands.find(({ words }) => words[0]?.value === 'chmod');
  const [mode, path, ...more] = command?.words.slice(1).map(({ value }) => value) ?? [];
  if (!command || mode === undefined || !path?.startsWith('/') || more.length > 0) return undefined;
  const { flags, heredocs } = run.instruction;
  const isAlone = commands.length === 1 && flags.length === 0 && heredocs.length === 0;
  return { path, mode: asNumber(mode), span: command.span, isAlone };
}

function asNumber(mode: string): string | undefined {
  if (/^(?:a|ugo)?\+r?x$/.test(mode)) return '755';
  return /^0?[0-7]{3}$/.test(mode) ? mode : undefined;
}

/** That very file, not a folder. */
function brings({ sources, destination }: Copy, path: string): boolean {
  if (destination === undefined || sources.length !== 1) return false;
  const [source = ''] = sources;
  return destination === path
    ? basename(path).includes('.') || basename(source) === basename(path)
    : destination.endsWith('/') && `${destination}${basename(source)}` === path;
}

function hasMode({ instruction }: Copy): boolean {
  return (
    flag(instruction, 'chmod') !== undefined ||
    (instruction.keyword === 'ADD' && /\.(?:tar|t?gz)/.test(instruction.rest.text))
  );
}

/** Nothing in between may have changed the file. */
function followsAtOnce({ instructions }: Stage, copy: Copy, run: Run): boolean {
  const between = instructions.slice(instructions.indexOf(copy.instruction) + 1, instructions.indexOf(run.instruction));
  return between.every(({ keyword }) => keyword !== 'RUN' && keyword !== 'USER');
}
