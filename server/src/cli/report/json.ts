import { lineIndex } from '../../core/text.ts';
import { say } from '../../engine/catalogue.ts';
import type { Format } from './format.ts';

/** An array of findings; lines and columns from 1, columns in UTF-16 units, ends exclusive. */
export const jsonReport: Format = {
  ofFile({ path, text, reports }, { locale }) {
    const lines = lineIndex(text);
    return reports.map(({ span, rule, severity, message, fixes }) => {
      const start = lines.positionAt(span.start);
      const end = lines.positionAt(span.end);
      const finding = {
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
      return JSON.stringify(finding, null, 2).replace(/^/gm, '  ');
    });
  },
  whole: (findings) => (findings.length === 0 ? '[]\n' : `[\n${findings.join(',\n')}\n]\n`),
};
