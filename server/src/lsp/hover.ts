import { MarkupKind, type Hover, type Position } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { ruleTexts } from '../engine/catalogue.ts';
import type { Report } from '../engine/lint.ts';
import type { HoverText } from '../services/answers.ts';
import { plainText } from '../services/markdown.ts';
import type { Client } from './client.ts';
import { rangeOf, toDiagnostic, type Rendering } from './diagnostics.ts';
import { text } from './strings.ts';

interface HoverRequest {
  readonly document: TextDocument;
  readonly position: Position;
  readonly reports: readonly Report[];
  /** What a service has to say about the place. */
  readonly about: HoverText | undefined;
}

/** What is at the position, and on a finding what the rule asks and where to read more. The editor shows the finding's own sentence beside it. */
export function hover(
  { document, position, reports, about }: HoverRequest,
  { hoverMarkdown }: Client,
  rendering: Rendering,
): Hover | undefined {
  const offset = document.offsetAt(position);
  const here = reports.filter(({ span }) => span.start <= offset && offset <= span.end);
  const span = about?.span ?? here[0]?.span;
  if (!span) return undefined;
  const paragraphs = here.map((report) => paragraph(document, report, rendering));
  const value = [...(about ? [about.markdown] : []), ...paragraphs].join('\n\n');
  return {
    range: rangeOf(document, span),
    contents: hoverMarkdown
      ? { kind: MarkupKind.Markdown, value }
      : { kind: MarkupKind.PlainText, value: plainText(value) },
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
