import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { lineIndex } from '../../core/text.ts';
import { parseDockerfile } from '../dockerfile.ts';
import { expand } from './expand.ts';
import type { Instruction } from './model.ts';
import { trace, untraced } from './traced.ts';

/** What BuildKit v0.34.2 made of these texts: its parser's nodes, and its shell lexer's results (null: an error). */
interface Recorded {
  readonly lines: readonly { readonly name: string; readonly text: string; readonly parsed: readonly Node[] }[];
  readonly expansions: readonly (readonly [word: string, escape: string, result: string | null])[];
}

interface Node {
  readonly is: string;
  readonly flags?: readonly string[];
  readonly args?: readonly string[];
  readonly json?: true;
  readonly heredocs?: readonly (readonly string[])[];
  readonly child?: Node;
  /** First and last line, from 1. */
  readonly lines?: string;
}

const recorded = JSON.parse(readFileSync(new URL('buildkit.cases.json', import.meta.url), 'utf8')) as Recorded;

for (const { name, text, parsed } of recorded.lines) {
  test(`as BuildKit: ${name}`, () => {
    const { instructions } = parseDockerfile(text);
    assert.deepEqual(
      instructions.map((instruction) => ({ ...nodeOf(text, instruction), lines: linesOf(text, instruction) })),
      parsed,
    );
  });
}

const VARIABLES = new Map([
  ['A', 'x1'],
  ['B', ''],
  ['V', '1.2.3-a.b'],
]);

for (const [word, escape, result] of recorded.expansions) {
  test(`as BuildKit: ${word} with escape ${escape}`, () => {
    const value = expand(trace(word, 0, word.length), escape, (name) => {
      const known = VARIABLES.get(name);
      return known === undefined ? 'unset' : untraced(known);
    });
    assert.equal(value?.text ?? null, result);
  });
}

function nodeOf(text: string, instruction: Instruction): Node {
  const { keyword, flags, form, heredocs, child } = instruction;
  const args = argumentsOf(instruction);
  return {
    is: keyword,
    ...(flags.length > 0 && {
      flags: flags.map(({ name, value }) => (value === undefined ? `--${name}` : `--${name}=${value}`)),
    }),
    ...(args.length > 0 && { args }),
    ...(form === 'json' && { json: true }),
    ...(heredocs.length > 0 && {
      heredocs: heredocs.map((heredoc) => [
        heredoc.name,
        heredoc.expand ? 'expanded' : 'literal',
        ...(heredoc.stripTabs ? ['tabs off'] : []),
        text.slice(heredoc.body.start, heredoc.body.end),
      ]),
    }),
    ...(child && { child: nodeOf(text, child) }),
  };
}

/** BuildKit keeps no arguments of an unknown instruction, and ENV and LABEL as name, value and what separates them. */
function argumentsOf({ keyword, args, pairs, child }: Instruction): string[] {
  if (
    child ||
    !/^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)$/.test(
      keyword,
    )
  ) {
    return [];
  }
  if (keyword !== 'ENV' && keyword !== 'LABEL') return args.map(({ text }) => text);
  const separator = args[0]?.text.includes('=') ? '=' : '';
  return pairs.flatMap(({ name, value }) => [name.text, value?.text ?? '', separator]);
}

/** BuildKit counts a leading line that is nothing but a continuation; the model starts at the keyword. */
function linesOf(text: string, { span }: Instruction): string {
  const lines = lineIndex(text);
  const first = lines.positionAt(span.start).line;
  const isContinued = first > 0 && /^[\\`][ \t]*$/.test(text.split('\n')[first - 1]!);
  return `${first + (isContinued ? 0 : 1)}-${lines.positionAt(span.end).line + 1}`;
}
