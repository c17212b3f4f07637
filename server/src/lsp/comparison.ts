import type { TextDocument } from 'vscode-languageserver-textdocument';
import { codeOf, peerOf } from '../core/peerChecks.ts';
import type { Span } from '../core/text.ts';
import type { Report } from '../engine/lint.ts';
import type { Dockerfile } from '../parse/dockerfile.ts';
import { stagesFrom } from '../parse/dockerfile/images.ts';
import type { FindingData } from '../protocol.ts';
import { dockerfileAt } from './dockerfileDocuments.ts';
import { pathOf } from './paths.ts';
import type { Session } from './session.ts';

/** What a client needs to see that another extension reports the same; a rule that the user has set is always shown. */
export function comparison(
  session: Session,
  { uri }: TextDocument,
): (report: Report) => { readonly data?: FindingData } {
  const open = session.client.options.comparesFindings ? dockerfileAt(session, uri) : undefined;
  if (!open) return () => ({});
  const { document, dockerfile } = open;
  const path = pathOf(uri);
  const { rules } = session.surroundings(path).config;
  return (report) => {
    if (report.equivalents.length === 0 || rules[report.rule] !== undefined) return {};
    const places = placesOf(report, path, dockerfile).map(
      ({ start, end }) => [document.positionAt(start).line, document.positionAt(end).line] as const,
    );
    return { data: { equivalents: codesOf(report), places } };
  };
}

/** What dockerfile-utils finds wrong as well, the build stops at. */
function codesOf({ equivalents, severity }: Report): string[] {
  const stops = severity === 'error' && equivalents.some((name) => peerOf(name) === 'dockerfile-utils');
  return [...equivalents.map(codeOf), ...(stops ? ['build-error'] : [])];
}

/** The instructions that a finding is about: where it stands, what it refers to, the FROM that an ARG belongs to. */
function placesOf({ span, related }: Report, path: string, dockerfile: Dockerfile): Span[] {
  const starts = [span, ...related.filter(({ file }) => file === path).map((place) => place.span)];
  const own = starts.map((place) => instructionAt(dockerfile, place.start)?.span ?? place);
  return [...own, ...stagesFrom(dockerfile.stages, span.start).map(({ from }) => from.span)];
}

function instructionAt({ instructions }: Dockerfile, offset: number) {
  return instructions.find((each) => each.span.start <= offset && offset <= each.span.end);
}
