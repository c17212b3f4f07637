import { styleText } from 'node:util';
import { lineIndex } from '../../core/text.ts';
import { say, type Locale } from '../../engine/catalogue.ts';
import type { Report } from '../../engine/lint.ts';
import type { LintedFile } from '../lint.ts';
import { text } from '../strings.ts';

const COLOUR = { error: 'red', warning: 'yellow', info: 'blue', hint: 'gray' } as const;

/** For people: a line a finding that terminals turn into a link, the preferred fix below it, a summary at the end. */
export function humanReport(files: readonly LintedFile[], fixed: number, locale: Locale): string {
  const reports = files.flatMap((file) => file.reports);
  const lines = files.flatMap((file) => fileLines(file, locale));
  const done = fixed > 0 ? text('fixed', locale, { fixed }) : '';
  return `${lines.join('')}${lines.length > 0 ? '\n' : ''}${done}${summary(files.length, reports, locale)}`;
}

function fileLines({ path, text: content, reports }: LintedFile, locale: Locale): string[] {
  const lines = lineIndex(content);
  return reports.map(({ span, rule, severity, message, fixes }) => {
    const { line, column } = lines.positionAt(span.start);
    const [fix] = fixes;
    const place = paint('bold', `${path}:${line + 1}:${column + 1}`);
    const level = paint(COLOUR[severity], text(severity, locale));
    const advice = fix ? `    ${paint('green', '→')} ${say(rule, fix.title, locale)}\n` : '';
    return `${place} ${level} ${say(rule, message, locale)} ${paint('gray', rule)}\n${advice}`;
  });
}

/** Colours are for terminals; a file or a pipe gets plain text. */
function paint(format: Parameters<typeof styleText>[0], content: string): string {
  return process.stdout.isTTY && !process.env['NO_COLOR'] ? styleText(format, content) : content;
}

function summary(files: number, reports: readonly Report[], locale: Locale): string {
  if (reports.length === 0) return text('clean', locale, { files });
  const count = (severity: Report['severity']): number =>
    reports.filter((report) => report.severity === severity).length;
  const errors = count('error');
  const warnings = count('warning');
  const fixable = reports.filter(({ fixes }) => fixes.some(({ safe }) => safe)).length;
  const others = reports.length - errors - warnings;
  return text('summary', locale, { findings: reports.length, files, errors, warnings, others, fixable });
}
