import { styleText } from 'node:util';
import { lineIndex } from '../../core/text.ts';
import { say } from '../../engine/catalogue.ts';
import { text } from '../strings.ts';
import type { Format } from './format.ts';

const COLOUR = { error: 'red', warning: 'yellow', info: 'blue', hint: 'gray' } as const;

/** For people: a line a finding that terminals turn into a link, the preferred fix below it, a summary at the end. */
export const humanReport: Format = {
  ofFile({ path, text: content, reports }, { locale, colours }) {
    const paint = colours ? styleText : (_: unknown, plain: string): string => plain;
    const lines = lineIndex(content);
    return reports.map(({ span, rule, severity, message, fixes }) => {
      const { line, column } = lines.positionAt(span.start);
      const [fix] = fixes;
      const place = paint('bold', `${path}:${line + 1}:${column + 1}`);
      const level = paint(COLOUR[severity], text(severity, locale));
      const advice = fix ? `    ${paint('green', '→')} ${say(rule, fix.title, locale)}\n` : '';
      return `${place} ${level} ${say(rule, message, locale)} ${paint('gray', rule)}\n${advice}`;
    });
  },
  whole(findings, { files, fixed, errors, warnings, fixable }, locale) {
    const done = fixed > 0 ? text('fixed', locale, { fixed }) : '';
    const others = findings.length - errors - warnings;
    const summary =
      findings.length === 0
        ? text('clean', locale, { files })
        : text('summary', locale, { findings: findings.length, files, errors, warnings, others, fixable });
    return `${findings.join('')}${findings.length > 0 ? '\n' : ''}${done}${summary}`;
  },
};
