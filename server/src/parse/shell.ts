import {
  type AndOr,
  type Command,
  forEachChild,
  parse,
  type ParsedScript,
  type Pipeline,
  type Statement,
  type SyntaxNode,
  type Word,
} from 'unbash';
import { remembered } from '../core/remembered.ts';
import type { Span } from '../core/text.ts';

/** What Gantry reads of a shell script. Spans are offsets in its text. */
export interface Script {
  readonly text: string;
  /** Simple commands in source order, those in lists, subshells, loops and substitutions included. */
  readonly commands: readonly SimpleCommand[];
  /**
   * The simple command that the script ends in, reached through `;` and `&&` only, so that `exec` before it changes
   * nothing but who is PID 1. Undefined if the script ends in a pipe, a compound command or the background.
   */
  readonly last: SimpleCommand | undefined;
  /** The script is `last` and nothing else: no list, no redirection. */
  readonly isSimple: boolean;
  /** What is joined by `|`, in source order. */
  readonly pipelines: readonly ShellPipeline[];
  /** How many commands, lists or compound commands follow each other at the top, separated by `;` or a line break. */
  readonly statementCount: number;
  /** One list of commands joined by `&&` alone, so that another `&& command` may follow. */
  readonly isChain: boolean;
  /** False after a syntax error: then only what stands before it is certain. */
  readonly isComplete: boolean;
}

export interface SimpleCommand {
  /** The program with its arguments, expanded words included; empty for a bare assignment. */
  readonly words: readonly ShellWord[];
  /** `NAME=value` before the program. */
  readonly assignments: readonly ShellAssignment[];
  readonly hasRedirects: boolean;
  /** Assignments and redirections included. */
  readonly span: Span;
}

export interface ShellPipeline {
  readonly span: Span;
  /** Undefined for a compound command. */
  readonly commands: readonly (SimpleCommand | undefined)[];
  /** Whether `if`, `while` or `until` ask for its result. */
  readonly isAsked: boolean;
}

export interface ShellWord {
  /** As written. */
  readonly text: string;
  /** Without quotes and escapes; undefined if the shell puts something else in its place (`$x`, `*`, `~`, `$(…)`). */
  readonly value: string | undefined;
  readonly span: Span;
}

export interface ShellAssignment {
  readonly name: string;
  readonly value: string | undefined;
  readonly span: Span;
}

/** More than any script a person wrote, less than what would cost a keystroke. */
const MAX_LENGTH = 200_000;
const MAX_SUBSTITUTIONS = 1000;

/** Far more scripts than one file has; each is some kilobytes. */
const REMEMBERED = 500;

/** Reads POSIX shell and bash. Never throws. The same text gives the same object as long as it is asked for. */
export const parseShell: (text: string) => Script = remembered(REMEMBERED, parseScript);

function parseScript(text: string): Script {
  const root = readShell(text);
  const nothing: Script = {
    text,
    commands: [],
    last: undefined,
    isSimple: false,
    pipelines: [],
    statementCount: 0,
    isChain: false,
    isComplete: false,
  };
  try {
    return root ? read(text, root) : nothing;
  } catch {
    // What stands in substitutions is parsed on the way, and may be too deep.
    return nothing;
  }
}

/** The syntax tree; undefined for what is too long or too deep for anybody to have written it. */
export function readShell(text: string): ParsedScript | undefined {
  if (text.length > MAX_LENGTH || (text.match(/[$<>][({]/g)?.length ?? 0) > MAX_SUBSTITUTIONS) return undefined;
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function read(text: string, root: ParsedScript): Script {
  const commands: SimpleCommand[] = [];
  const pipelines: ShellPipeline[] = [];
  const asked: Span[] = [];
  collect(root, { commands, pipelines, asked });
  const last = lastOf(root.commands.at(-1));
  const isAlone = root.commands.length === 1 && root.commands[0]?.command === last;
  return {
    text,
    commands,
    last: last && simpleCommand(last),
    isSimple: last !== undefined && isAlone && last.redirects.length === 0,
    pipelines,
    statementCount: root.commands.length,
    isChain: root.commands.length === 1 && isChain(root.commands[0]),
    isComplete: (root.errors ?? []).length === 0,
  };
}

interface Found {
  readonly commands: SimpleCommand[];
  readonly pipelines: ShellPipeline[];
  /** The conditions of `if`, `while` and `until`. */
  readonly asked: Span[];
}

/** Depth first; words are visited too, since substitutions hide commands. */
function collect(node: SyntaxNode, found: Found): void {
  // A script in escaped backticks counts its offsets in a text of its own.
  if (node.type === 'Script' && node.source !== undefined) return;
  if (node.type === 'Command') found.commands.push(simpleCommand(node));
  if (node.type === 'If' || node.type === 'Elif' || node.type === 'While')
    found.asked.push({ start: node.clause.pos, end: node.clause.end });
  if (node.type === 'Pipeline' && node.commands.length > 1) found.pipelines.push(pipelineOf(node, found.asked));
  forEachChild(node, (child) => collect(child, found));
}

function pipelineOf({ commands, pos, end }: Pipeline, asked: readonly Span[]): ShellPipeline {
  const parts = commands.map((command) => (command.type === 'Command' ? simpleCommand(command) : undefined));
  const isAsked = asked.some((clause) => clause.start <= pos && end <= clause.end);
  return { span: { start: pos, end }, commands: parts, isAsked };
}

function isChain(statement: Statement | undefined): boolean {
  if (!statement || statement.background) return false;
  const { command } = statement;
  return command.type === 'AndOr' ? command.operators.every((operator) => operator === '&&') : true;
}

function lastOf(statement: Statement | undefined): Command | undefined {
  if (!statement || statement.background) return undefined;
  return simpleEnd(statement.command);
}

function simpleEnd(node: Statement['command'] | AndOr | Pipeline | undefined): Command | undefined {
  if (node?.type === 'Command') return node.name ? node : undefined;
  if (node?.type !== 'AndOr' || node.operators.some((operator) => operator !== '&&')) return undefined;
  return simpleEnd(node.commands.at(-1));
}

function simpleCommand(node: Command): SimpleCommand {
  const args = node.args.map((argument) => (argument.type === 'Word' ? wordOf(argument) : assignedWord(argument)));
  return {
    words: node.name ? [wordOf(node.name), ...args] : [],
    assignments: node.prefix.flatMap((part) =>
      part.type === 'Assignment'
        ? [{ name: part.name, value: assignedValue(part.value), span: { start: part.pos, end: part.end } }]
        : [],
    ),
    hasRedirects: node.redirects.length > 0,
    span: { start: node.pos, end: node.end },
  };
}

type AssignmentNode = Exclude<Command['args'][number], Word>;

/** `export A=b`: an argument that the grammar takes for an assignment. */
function assignedWord(node: AssignmentNode): ShellWord {
  const value = assignedValue(node.value);
  return {
    text: node.text,
    value: value === undefined ? undefined : `${node.name}=${value}`,
    span: { start: node.pos, end: node.end },
  };
}

function assignedValue(value: AssignmentNode['value']): string | undefined {
  return value.type === 'Word' ? wordOf(value).value : undefined;
}

function wordOf(word: Word): ShellWord {
  const isLiteral = !word.text.startsWith('~') && (word.parts ?? []).every(isLiteralPart);
  return { text: word.text, value: isLiteral ? word.value : undefined, span: { start: word.pos, end: word.end } };
}

function isLiteralPart(part: NonNullable<Word['parts']>[number]): boolean {
  if (part.type === 'DoubleQuoted') return part.parts.every(isLiteralPart);
  return part.type === 'Literal' || part.type === 'SingleQuoted' || part.type === 'AnsiCQuoted';
}
