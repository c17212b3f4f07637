import { lineIndex } from '../core/text.ts';
import { say } from '../engine/catalogue.ts';
import type { Report } from '../engine/lint.ts';

/** `# ^^^ text`, or `#^^^ text` where the `#` itself stands in the first column of the finding. */
const CLAIM = /^(\s*)#( *)(\^+) (?:\[(error|warning|info|hint)\] )?(.*?)\r?$/;

/**
 * What a text of cases claims, one line a claim: `12:3-9 [warning] text`. The line is the nearest one above that is
 * not a claim itself; columns are those of the carets.
 */
export function claimsOf(text: string, severity: string): string[] {
  let subject = 0;
  return text.split('\n').flatMap((line, index) => {
    const match = CLAIM.exec(line);
    if (!match) {
      subject = index + 1;
      return [];
    }
    const [, indent = '', gap = '', carets = '', own, message = ''] = match;
    const start = indent.length + (gap === '' ? 0 : 1 + gap.length);
    const end = indent.length + 1 + gap.length + carets.length;
    return [`${subject}:${start}-${end} [${own ?? severity}] ${message}`];
  });
}

/** The same form for what was found. A span over several lines ends, for a claim, at the end of its first line. */
export function claimsOfReports(text: string, reports: readonly Report[]): string[] {
  const lines = lineIndex(text);
  return reports.map(({ span, rule, severity, message }) => {
    const start = lines.positionAt(span.start);
    const end = lines.positionAt(span.end);
    const firstLine = text.slice(span.start).split(/\r?\n/, 1)[0] ?? '';
    const endColumn = end.line === start.line ? end.column : start.column + firstLine.length;
    return `${start.line + 1}:${start.column}-${endColumn} [${severity}] ${say(rule, message, 'en')}`;
  });
}
