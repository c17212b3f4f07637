import { MarkupKind, type Hover, type Position } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { ruleTexts } from '../engine/catalogue.ts';
import type { Report } from '../engine/lint.ts';
import { rangeOf, toDiagnostic, type Rendering } from './diagnostics.ts';
import { text } from './strings.ts';

/** On a finding: what the rule asks and where to read more. The editor shows the finding's own sentence beside it. */
export function hover(
  document: TextDocument,
  position: Position,
  reports: readonly Report[],
  rendering: Rendering,
): Hover | undefined {
  const offset = document.offsetAt(position);
  const here = reports.filter(({ span }) => span.start <= offset && offset <= span.end);
  const [first] = here;
  if (!first) return undefined;
  return {
    range: rangeOf(document, first.span),
    contents: {
      kind: MarkupKind.Markdown,
      value: here.map((report) => paragraph(document, report, rendering)).join('\n\n'),
    },
  };
}

function paragraph(document: TextDocument, report: Report, rendering: Rendering): string {
  const { summary } = ruleTexts(report.rule, rendering.locale);
  const page = rendering.canExplain
    ? `command:gantry.explain?${encodeURIComponent(JSON.stringify([report.rule]))}`
    : toDiagnostic(document, report, rendering).codeDescription?.href;
  const link = page ? ` [${text('more', rendering.locale)}](${page})` : '';
  return `**${report.rule}** — ${summary}${link}`;
}
