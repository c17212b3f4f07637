import { equivalentsOf } from '../core/kubernetes/peerChecks.ts';
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
const ANNOTATION =
  /^[ \t]*["']?(?<name>ignore-check\.kube-linter\.io\/[\w-]+|kube-linter\.io\/ignore-all|kube-score\/ignore|polaris\.fairwinds\.com\/(?:\w+-)?exempt)["']?[ \t]*:[ \t]*(?<value>.*)$/gm;

/**
 * What is silenced in a YAML document: by comments on the line above or on the same line, and by the annotations of
 * other linters (`ignore-check.kube-linter.io/<check>: …`, `kube-score/ignore: <check>, …`,
 * `polaris.fairwinds.com/<check>-exempt: "true"`), which reach all of it.
 */
export function yamlSuppressions(text: string): Suppression[] {
  return [...yamlComments(text), ...annotations(text)];
}

/** Only what reaches the whole file, for texts that are checked in parts. */
export function fileSuppressions(text: string): Suppression[] {
  return text.includes('ignore-file') ? yamlComments(text).filter(({ span }) => span.end > text.length) : [];
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

function yamlComments(text: string): Suppression[] {
  if (!/gantry:/i.test(text)) return [];
  return [...text.matchAll(YAML_PRAGMA)].flatMap(({ 1: comment = '', index }) => {
    const pragma = readPragma(comment.trim());
    return pragma ? [{ names: pragma.names, span: yamlSpan(pragma, index, text) }] : [];
  });
}

function yamlSpan({ reach }: Pragma, offset: number, text: string): Span {
  if (reach === 'file') return wholeFile(text);
  const line = lineStart(text, offset);
  const standsAlone = text.slice(line, offset).trim() === '';
  return standsAlone ? nextYamlLine(text, line) : { start: line, end: lineEnd(text, offset) };
}

/** The next line that is neither blank nor a comment. */
function nextYamlLine(text: string, offset: number): Span {
  let start = lineEnd(text, offset) + 1;
  while (start < text.length && /^[ \t]*(?:#|\r?$)/.test(text.slice(start, lineEnd(text, start)))) {
    start = text.indexOf('\n', start) + 1;
    if (start === 0) return { start: text.length, end: text.length };
  }
  return { start, end: lineEnd(text, start) + 1 };
}

/** What annotations of other linters silence in a document, as rules name their equivalents. */
export function ignoredChecks(text: string): ReadonlySet<string> {
  return new Set(annotations(text).flatMap(({ names }) => names));
}

function annotations(text: string): Suppression[] {
  if (!MARKS.some((mark) => text.includes(mark))) return [];
  return [...text.matchAll(ANNOTATION)].map(({ groups }) => ({
    span: wholeFile(text),
    names: annotated(groups?.['name'] ?? '', (groups?.['value'] ?? '').replace(/["']/g, '')),
  }));
}

const MARKS = ['kube-linter.io/', 'kube-score/ignore', 'polaris.fairwinds.com/'];

function annotated(name: string, value: string): readonly string[] {
  const key = name.slice(name.indexOf('/') + 1);
  if (name.startsWith('ignore-check.')) return [`kube-linter:${key}`];
  if (name.startsWith('kube-linter.io/')) return equivalentsOf('kube-linter');
  if (name.startsWith('polaris.')) return exempted(key, value);
  const checks = value.split(/[\s,]+/);
  return checks.filter(Boolean).map((check) => `kube-score:${check}`);
}

function exempted(key: string, value: string): readonly string[] {
  if (!/^true\b/i.test(value)) return [];
  return key === 'exempt' ? equivalentsOf('polaris') : [`polaris:${key.replace(/-exempt$/, '')}`];
}
