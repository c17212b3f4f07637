import { forEachChild, type SyntaxNode, type Word } from 'unbash';
import type { Span } from '../core/text.ts';
import { readShell } from './shell.ts';

/** The variables of a script, as far as its syntax tells. */
export interface ShellVariables {
  /** Where the shell puts a value in: `$NAME`, `${NAME…}`, `$((NAME))`. Spans of the names. */
  readonly uses: readonly { readonly name: string; readonly span: Span }[];
  /** What the script sets or hands on itself: `NAME=…`, `export NAME`, `for NAME`, `read NAME`, `${NAME:=…}`. */
  readonly assigned: ReadonlySet<string>;
}

/** Builtins whose arguments are names. */
const NAMING = new Set(['export', 'read', 'unset', 'local', 'declare', 'readonly', 'typeset', 'mapfile', 'readarray']);

/** Never throws. What stands in single quotes or behind a backslash is no use: another program may read it. */
export function shellVariables(text: string): ShellVariables {
  const uses: { name: string; span: Span }[] = [];
  const assigned = new Set<string>();
  const root = text.includes('$') || text.includes('=') ? readShell(text) : undefined;
  if (root) collect(root);
  return { uses, assigned };

  function collect(node: SyntaxNode): void {
    // A script in escaped backticks counts its offsets in a text of its own.
    if (node.type === 'Script' && node.source !== undefined) return;
    const use = useOf(node);
    if (use) uses.push({ name: use.name, span: { start: use.start, end: use.start + use.name.length } });
    for (const name of namesSetBy(node)) assigned.add(name);
    forEachChild(node, collect);
  }
}

function useOf(node: SyntaxNode): { readonly name: string; readonly start: number } | undefined {
  if (node.type === 'ParameterExpansion') return named(node.parameter, node.parameterPos);
  if (node.type === 'SimpleExpansion') return named(node.text.slice(1), node.pos + 1);
  if (node.type !== 'ArithmeticWord') return undefined;
  const dollar = node.value.startsWith('$') ? 1 : 0;
  return named(node.value.slice(dollar), node.pos + dollar);
}

function named(name: string, start: number): { readonly name: string; readonly start: number } | undefined {
  return /^[A-Za-z_]\w*$/.test(name) ? { name, start } : undefined;
}

function namesSetBy(node: SyntaxNode): readonly string[] {
  if (node.type === 'Assignment') return [node.name];
  if (node.type === 'For' || node.type === 'Select') return [node.name.value];
  if (node.type === 'ParameterExpansion')
    return node.operation?.type === 'Default' && node.operation.operator.endsWith('=') ? [node.parameter] : [];
  if (node.type !== 'Command' || !NAMING.has(node.name?.value ?? '')) return [];
  return node.args.flatMap((word) => (word.type === 'Word' ? bareName(word) : []));
}

function bareName({ value }: Word): string[] {
  return /^[A-Za-z_]\w*$/.test(value) ? [value] : [];
}
