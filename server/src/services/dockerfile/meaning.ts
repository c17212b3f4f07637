import { parseDockerfile } from '../../parse/dockerfile.ts';
import type { Instruction } from '../../parse/dockerfile/model.ts';
import { scriptOf } from '../../parse/dockerfile/scripts.ts';

/**
 * What the only instruction of a text tells BuildKit, as something to compare. White space between the words of a
 * POSIX shell counts for nothing; anywhere else every character does.
 */
export function instructionMeaning(text: string, shell: readonly string[]): string {
  const { instructions } = parseDockerfile(text);
  return JSON.stringify(instructions.map((each) => meaningOf(text, each, shell)));
}

function meaningOf(text: string, instruction: Instruction, shell: readonly string[]): unknown {
  const { keyword, flags, form, args, pairs, heredocs, child } = instruction;
  return [
    keyword,
    flags.map(({ name, value }) => [name, value]),
    form === 'plain' && /^(?:RUN|CMD|ENTRYPOINT|HEALTHCHECK)$/.test(keyword)
      ? shellMeaning(text, instruction, shell)
      : args.map((word) => word.text),
    pairs.map(({ name, value }) => [name.text, value?.text]),
    heredocs.map(({ name, body }) => [name, text.slice(body.start, body.end)]),
    child ? meaningOf(text, child, shell) : null,
  ];
}

function shellMeaning(text: string, instruction: Instruction, shell: readonly string[]): unknown {
  const script = scriptOf(text, instruction, shell)?.script;
  const written = instruction.rest.text;
  if (!script?.isComplete) return written;
  return [
    script.commands.map(({ words, assignments }) => [
      words.map((word) => word.text),
      assignments.map(({ name, value }) => [name, value]),
    ]),
    // What is no command: operators, keywords, redirections.
    written.replaceAll(/\s+/g, ' '),
  ];
}
