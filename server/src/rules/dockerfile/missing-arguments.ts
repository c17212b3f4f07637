import type { Instruction, Pair } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

/** What each instruction needs at least. RUN, CMD and ENTRYPOINT may be empty. */
const NEEDS: Readonly<Record<string, number>> = {
  ADD: 2,
  COPY: 2,
  ARG: 1,
  ENV: 1,
  EXPOSE: 1,
  FROM: 1,
  HEALTHCHECK: 1,
  LABEL: 1,
  MAINTAINER: 1,
  ONBUILD: 1,
  SHELL: 1,
  STOPSIGNAL: 1,
  USER: 1,
  VOLUME: 1,
  WORKDIR: 1,
};

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Give every instruction the arguments it needs.',
  rationale: `
BuildKit checks the number of arguments before it builds anything. COPY and ADD need a source and a destination, ENV and LABEL a value behind every name, FROM an image and, with a name for the stage, the word AS.`,
  sources: ['https://docs.docker.com/reference/dockerfile/'],
  equivalents: [
    'dockerfile-utils:ARGUMENT_MISSING',
    'dockerfile-utils:ARGUMENT_REQUIRES_AT_LEAST_TWO',
    'dockerfile-utils:ARGUMENT_REQUIRES_TWO',
    'dockerfile-utils:ARGUMENT_REQUIRES_ONE_OR_THREE',
    'dockerfile-utils:SYNTAX_MISSING_EQUALS',
  ],
  messages: {
    none: 'The build will fail: {keyword} needs an argument.',
    destination: 'The build will fail: {keyword} needs a source and a destination.',
    equals: 'The build will fail: `{word}` has no value. Once one pair of {keyword} has an equals sign, all need one.',
    value: 'The build will fail: {keyword} {word} has no value.',
    from: 'The build will fail: FROM takes an image, or an image, AS and a name.',
  },
  examples: [
    {
      title: 'COPY without a destination',
      bad: `\
FROM alpine:3.24
COPY api
USER 65532:65532
ENTRYPOINT ["/api"]
`,
      good: `\
FROM alpine:3.24
COPY api /
USER 65532:65532
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check(dockerfile, { say }) {
    for (const instruction of dockerfile.instructions.flatMap(withChild)) {
      const { keyword, keywordSpan, args } = instruction;
      const count = countOf(instruction);
      const needed = NEEDS[keyword] ?? 0;
      if (count === 0 && needed > 0) yield say.none(keywordSpan, { keyword });
      else if (count < needed) yield say.destination(keywordSpan, { keyword });
      else if (keyword === 'FROM' && args[1] && !isNamed(instruction)) yield say.from(args[1].span, {});
      else {
        for (const { name, span } of withoutValue(instruction))
          yield (isLegacy(instruction) ? say.value : say.equals)(span, { keyword, word: name.text });
      }
    }
  },
});

function withChild(instruction: Instruction): Instruction[] {
  return instruction.child ? [instruction, instruction.child] : [instruction];
}

/** A heredoc is written as a source, so it counts among the arguments already. */
function countOf({ args, rest, keyword, form }: Instruction): number {
  if (keyword === 'ONBUILD') return rest.text === '' ? 0 : 1;
  return form === 'json' && keyword === 'SHELL' && args.length === 0 ? 1 : args.length;
}

function isNamed({ args: [, as, name, ...more] }: Instruction): boolean {
  return as?.text.toLowerCase() === 'as' && name !== undefined && more.length === 0;
}

function withoutValue({ keyword, pairs }: Instruction): Pair[] {
  return keyword === 'ENV' || keyword === 'LABEL' ? pairs.filter(({ value }) => !value) : [];
}

/** `ENV name value`. */
function isLegacy({ args: [first] }: Instruction): boolean {
  return first?.text.includes('=') === false;
}
