import type { TextEdit } from '../../core/text.ts';
import { expand } from '../../parse/dockerfile/expand.ts';
import type { Instruction, Pair, Variable } from '../../parse/dockerfile/model.ts';
import { variableUses } from '../../parse/dockerfile/variableUses.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Set a variable in an ENV of its own before another one uses it.',
  rationale: `
All values of one ENV are worked out before any of them is set. In \`ENV APP=/srv BIN=$APP/bin\` the second value sees the APP from before this line, which is mostly none: BIN becomes \`/bin\`.

\`ENV PATH=/opt/bin:$PATH\` is meant that way and is left alone, and so is a variable whose old value is the same.`,
  sources: [
    'https://docs.docker.com/reference/dockerfile/#environment-replacement',
    'https://github.com/hadolint/hadolint/wiki/DL3044',
  ],
  equivalents: ['DL3044', 'UndefinedVar'],
  messages: {
    stale:
      '`${name}` still has its old value here, or none: what this ENV sets counts only for the instructions after it.',
  },
  fixes: {
    split: 'Set {name} in an ENV of its own first',
  },
  related: {
    set: 'Set here, by the same ENV',
  },
  examples: [
    {
      title: 'A path below another',
      bad: `\
FROM alpine:3.24
ENV APP=/srv BIN=$APP/bin
COPY api $BIN/
USER 65532:65532
ENTRYPOINT ["/srv/bin/api"]
`,
      good: `\
FROM alpine:3.24
ENV APP=/srv
ENV BIN=$APP/bin
COPY api $BIN/
USER 65532:65532
ENTRYPOINT ["/srv/bin/api"]
`,
    },
  ],
  *check(dockerfile, { say, fix, note }) {
    for (const { instruction, name, span, stage } of variableUses(dockerfile)) {
      if (instruction.keyword !== 'ENV' || !stage) continue;
      const user = instruction.pairs.findIndex((pair) => pair.span.start <= span.start && span.end <= pair.span.end);
      const setter = instruction.pairs.slice(0, Math.max(0, user)).find((pair) => pair.name.text === name);
      if (!setter || instruction.pairs[user]?.name.text === name) continue;
      const before = stage.envBefore(instruction).get(name);
      if (isSame(setter, before, dockerfile.escape)) continue;
      const edit = splitBefore(dockerfile.text, instruction, instruction.pairs[user]);
      yield say.stale(
        span,
        { name },
        {
          fixes: edit ? [fix.split({ name }, { safe: false, edits: () => [edit] })] : [],
          related: [note.set({}, { span: setter.span })],
          equivalents: before === undefined ? ['DL3044', 'UndefinedVar'] : ['DL3044'],
        },
      );
    }
  },
});

/** `ENV HOME=${HOME} BIN=$HOME/bin` sets what an ARG has given before. */
function isSame({ name, value }: Pair, before: Variable | undefined, escape: string): boolean {
  if (!value || before === undefined) return false;
  if (/^"?\$(?:\{(\w+)\}|(\w+))"?$/.exec(value.text)?.slice(1).includes(name.text)) return true;
  return typeof before === 'object' && expand(value.traced, escape, () => 'unknown')?.text === before.text;
}

/** Ends the ENV in front of the pair and begins another with it. */
function splitBefore(text: string, instruction: Instruction, pair: Pair | undefined): TextEdit | undefined {
  // Words without `=` break the build anyway, and alone they would be another form of ENV.
  if (!pair || instruction.pairs.some(({ value }) => !value)) return undefined;
  const gap = /(?:[ \t]|[\\`][ \t]*\r?\n)+$/.exec(text.slice(instruction.span.start, pair.span.start))?.[0];
  if (gap === undefined) return undefined;
  const keyword = text.slice(instruction.keywordSpan.start, instruction.keywordSpan.end);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return { span: { start: pair.span.start - gap.length, end: pair.span.start }, newText: `${newline}${keyword} ` };
}
