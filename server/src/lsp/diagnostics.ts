import { DiagnosticSeverity, DiagnosticTag, type Diagnostic, type Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../core/text.ts';
import { lineIndex } from '../core/text.ts';
import { say, type Locale } from '../engine/catalogue.ts';
import type { Report } from '../engine/lint.ts';
import { pathOf, uriOf } from './paths.ts';

const SEVERITY = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

const TAG = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

export interface Rendering {
  readonly locale: Locale;
  /** Where `<rule id>.md` is found, if anywhere. */
  readonly rulePages: string | undefined;
  readonly relatedInformation: boolean;
  /** Whether the client has the command that opens a rule's note. */
  readonly canExplain: boolean;
  /** Whether the client makes files when an edit says so. */
  readonly createsFiles: boolean;
  /** The text of another file, for places in it. */
  readonly textOf: (path: string) => string | undefined;
}

export function toDiagnostic(document: TextDocument, report: Report, rendering: Rendering): Diagnostic {
  const { locale, rulePages } = rendering;
  const page = rulePages && `${rulePages}/${locale === 'en' ? '' : `${locale}/`}${report.rule}.md`;
  return {
    range: rangeOf(document, report.span),
    severity: SEVERITY[report.severity],
    source: 'gantry',
    code: report.rule,
    message: say(report.rule, report.message, locale),
    ...(page && { codeDescription: { href: page } }),
    ...(report.tag && { tags: [TAG[report.tag]] }),
    ...(rendering.relatedInformation &&
      report.related.length > 0 && { relatedInformation: related(document, report, rendering) }),
  };
}

function related(document: TextDocument, report: Report, { locale, textOf }: Rendering) {
  return report.related.map(({ file, span, message }) => ({
    message: say(report.rule, message, locale),
    location: {
      uri: file === pathOf(document.uri) ? document.uri : uriOf(file),
      range: file === pathOf(document.uri) ? rangeOf(document, span) : rangeIn(textOf(file) ?? '', span),
    },
  }));
}

export function rangeOf(document: TextDocument, { start, end }: Span): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

export function rangeIn(text: string, { start, end }: Span): Range {
  const lines = lineIndex(text);
  const at = (offset: number) => {
    const { line, column } = lines.positionAt(offset);
    return { line, character: column };
  };
  return { start: at(start), end: at(end) };
}
