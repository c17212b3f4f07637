import { lineEnd, lineStart, type Span } from '../core/text.ts';
import { readPragma, type Pragma } from './pragmas.ts';

/** A stretch of a file in which rules are silent. */
export interface Suppression {
  /** As `Pragma.names`; also `kube-linter:latest-tag`. */
  readonly names: readonly string[];
  readonly span: Span;
}

/** Behind a `#` in YAML, where a comment may follow a value. */
const YAML_PRAGMA = /#[ \t]*(gantry:[^\r\n]*)/gi;

/** What comments silence in a YAML document: on the line below, or on their own line behind a value. */
export function yamlSuppressions(text: string): Suppression[] {
  if (!/gantry:/i.test(text)) return [];
  // From below, so that of comments in a row each finds where the next one has led.
  const below: LinesBelow = new Map();
  const found = [...text.matchAll(YAML_PRAGMA)].toReversed().flatMap(({ 1: comment = '', index }) => {
    const pragma = readPragma(comment.trim());
    return pragma ? [{ names: pragma.names, span: yamlSpan(pragma, index, text, below) }] : [];
  });
  return found.toReversed();
}

/** By where a comment's line begins: the line that it speaks of. */
type LinesBelow = Map<number, Span>;

/** Only what reaches the whole file, for texts that are checked in parts. */
export function fileSuppressions(text: string): Suppression[] {
  return text.includes('ignore-file') ? yamlSuppressions(text).filter(({ span }) => span.end > text.length) : [];
}

export function wholeFile(text: string): Span {
  return { start: 0, end: text.length + 1 };
}

/** Whether any of a rule's names is silenced at `offset`, or by its name at one of the places related to it. */
export function isSuppressed(
  suppressions: readonly Suppression[],
  names: readonly string[],
  offset: number,
  related: readonly number[] = [],
): boolean {
  const covers = ({ span }: Suppression, at: number): boolean => span.start <= at && at < span.end;
  return suppressions.some(
    (each) =>
      (covers(each, offset) && each.names.includes('all')) ||
      ([offset, ...related].some((at) => covers(each, at)) && each.names.some((name) => names.includes(name))),
  );
}

function yamlSpan({ reach }: Pragma, offset: number, text: string, below: LinesBelow): Span {
  if (reach === 'file') return wholeFile(text);
  const line = lineStart(text, offset);
  const standsAlone = text.slice(line, offset).trim() === '';
  if (!standsAlone) return { start: line, end: lineEnd(text, offset) };
  const next = nextYamlLine(text, line, below);
  below.set(line, next);
  return next;
}

/** The next line that is neither blank nor a comment. */
function nextYamlLine(text: string, offset: number, below: LinesBelow): Span {
  let start = lineEnd(text, offset) + 1;
  while (start < text.length && /^[ \t]*(?:#|\r?$)/.test(text.slice(start, lineEnd(text, start)))) {
    const known = below.get(start);
    if (known) return known;
    start = text.indexOf('\n', start) + 1;
    if (start === 0) return { start: text.length, end: text.length };
  }
  return { start, end: lineEnd(text, start) + 1 };
}
