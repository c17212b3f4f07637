import { lineIndex } from '../../core/text.ts';
import { say, type Locale } from '../../engine/catalogue.ts';
import type { LintedFile } from '../lint.ts';

/** An array of findings; lines and columns from 1, columns in UTF-16 units, ends exclusive. */
export function jsonReport(files: readonly LintedFile[], _fixed: number, locale: Locale): string {
  const findings = files.flatMap(({ path, text, reports }) => {
    const lines = lineIndex(text);
    return reports.map(({ span, rule, severity, message, fixes }) => {
      const start = lines.positionAt(span.start);
      const end = lines.positionAt(span.end);
      return {
        file: path,
        line: start.line + 1,
        column: start.column + 1,
        endLine: end.line + 1,
        endColumn: end.column + 1,
        rule,
        severity,
        message: say(rule, message, locale),
        fixes: fixes.map(({ title, safe }) => ({ title: say(rule, title, locale), safe })),
      };
    });
  });
  return `${JSON.stringify(findings, null, 2)}\n`;
}
