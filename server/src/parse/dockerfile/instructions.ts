import { jsonStrings } from './json.ts';
import type { Flag, Instruction, Pair, ProblemCode, Word } from './model.ts';
import { plainWords, quotedWords, splitFlags, splitOnce, trim, wordOf } from './words.ts';
import { coveringSpan, slice, type Traced } from './traced.ts';

const JSON_OR_WHOLE = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL']);
const JSON_OR_WORDS = new Set(['COPY', 'ADD', 'VOLUME']);
const WHOLE = new Set(['USER', 'WORKDIR', 'STOPSIGNAL', 'MAINTAINER']);
const PAIRS = new Set(['ENV', 'LABEL', 'ARG']);

export interface Read {
  readonly instruction: Instruction;
  readonly problems: readonly ProblemCode[];
}

/** One logical line as an instruction. Heredocs are added by who knows what follows the line. */
export function readInstruction(line: Traced, escape: string): Read {
  const [keyword, tail] = splitOnce(trim(line));
  const { flags, rest: untrimmed } = splitFlags(tail ?? slice(keyword, keyword.text.length), escape);
  const rest = trim(untrimmed);
  const name = keyword.text.toUpperCase();
  const problems: ProblemCode[] = [];
  const child = name === 'ONBUILD' && rest.text !== '' ? readChild(rest, escape, problems) : undefined;
  const span = coveringSpan(trim(line));
  const instruction: Instruction = {
    keyword: name,
    keywordSpan: coveringSpan(keyword),
    span,
    head: span,
    flags,
    rest: wordOf(rest),
    ...readArguments(name, rest, escape, problems),
    heredocs: [],
    child,
  };
  return { instruction, problems };
}

/** BuildKit reads at most one level: an ONBUILD in an ONBUILD is an error there. */
function readChild(rest: Traced, escape: string, problems: ProblemCode[]): Instruction | undefined {
  if (/^ONBUILD\b/i.test(rest.text)) return undefined;
  const read = readInstruction(rest, escape);
  problems.push(...read.problems);
  return read.instruction;
}

type Arguments = Pick<Instruction, 'args' | 'form' | 'pairs'>;

function readArguments(keyword: string, rest: Traced, escape: string, problems: ProblemCode[]): Arguments {
  if (rest.text === '') return plain([]);
  if (PAIRS.has(keyword)) return readPairs(keyword, rest, escape, problems);
  if (WHOLE.has(keyword)) return plain([wordOf(rest)]);
  if (keyword === 'HEALTHCHECK') return readHealthcheck(rest, problems);
  const readsWhole = JSON_OR_WHOLE.has(keyword);
  if (readsWhole || JSON_OR_WORDS.has(keyword)) {
    const strings = readJson(rest, problems);
    if (strings) return { args: strings, form: 'json', pairs: [] };
  }
  return plain(readsWhole ? [wordOf(rest)] : plainWords(rest));
}

function plain(args: readonly Word[]): Arguments {
  return { args, form: 'plain', pairs: [] };
}

function readJson(source: Traced, problems: ProblemCode[]): readonly Word[] | undefined {
  const strings = jsonStrings(source);
  if (strings !== 'mixed') return strings;
  problems.push('not-a-string-array');
  return undefined;
}

function readHealthcheck(rest: Traced, problems: ProblemCode[]): Arguments {
  const gap = /[\t-\r ]+/.exec(rest.text);
  if (!gap) return plain([wordOf(rest)]);
  const type = wordOf(slice(rest, 0, gap.index));
  const command = slice(rest, gap.index + gap[0].length);
  const strings = readJson(command, problems);
  if (strings) return { args: [type, ...strings], form: 'json', pairs: [] };
  return plain([type, wordOf(command)]);
}

function readPairs(keyword: string, rest: Traced, escape: string, problems: ProblemCode[]): Arguments {
  const words = quotedWords(rest, escape);
  if (words.length === 0) return plain([]);
  const isLegacy = keyword !== 'ARG' && !words[0]?.text.includes('=');
  if (isLegacy) {
    const [name, value] = splitOnce(rest);
    const pair: Pair = { name: wordOf(name), value: value && wordOf(value), span: coveringSpan(rest) };
    return { args: words, form: 'plain', pairs: [pair] };
  }
  const isBroken = keyword !== 'ARG' && words.some((word) => !word.text.includes('='));
  if (isBroken) problems.push('missing-equals');
  return { args: words, form: 'plain', pairs: words.map(pairOf) };
}

function pairOf(word: Word): Pair {
  const equals = word.text.indexOf('=');
  if (equals === -1) return { name: word, value: undefined, span: word.span };
  return {
    name: wordOf(slice(word.traced, 0, equals)),
    value: wordOf(slice(word.traced, equals + 1)),
    span: word.span,
  };
}

/** The last flag of that name, as BuildKit would take it. */
export function flag(instruction: Instruction, name: string): Flag | undefined {
  return instruction.flags.findLast((candidate) => candidate.name === name);
}
