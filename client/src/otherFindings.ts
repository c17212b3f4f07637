import {
  DiagnosticSeverity,
  languages,
  workspace,
  type Diagnostic,
  type Disposable,
  type DocumentSelector,
  type TextDocument,
  type TextDocumentChangeEvent,
  type TextDocumentContentChangeEvent,
  type Uri,
} from 'vscode';
import type { DiagnosticProviderMiddleware } from 'vscode-languageclient/node';
import type { FindingData } from '../../server/src/protocol.ts';
import { isRepetition, movedLine, type Comparable, type LineEdit, type Own } from './overlap.ts';

export const OVERLAP_SETTING = 'gantry.dockerfile.overlap';

/** What other extensions show in a document, as it was told and with lines that follow the edits since. */
interface Others {
  readonly told: string;
  findings: readonly Comparable[];
}

export interface OtherFindings {
  /** Leaves out what another extension shows about the same instruction, as long as the setting is `auto`. */
  readonly withoutRepetitions: DiagnosticProviderMiddleware;
  /** Calls back when what others show has changed, or whether that matters. */
  readonly watch: (changed: () => void) => Disposable[];
}

/** Only open documents that match are looked at. */
export function createOtherFindings(selector: DocumentSelector): OtherFindings {
  // hadolint looks again only when the file is saved; until then its lines are those of the old text.
  const known = new Map<string, Others>();

  const isCompared = (document: TextDocument): boolean => languages.match(selector, document) > 0;

  const refresh = (uri: Uri): boolean => {
    const findings = findingsOfOthers(uri);
    const told = JSON.stringify(findings);
    if (told === (known.get(uri.toString())?.told ?? '[]')) return false;
    if (findings.length === 0) known.delete(uri.toString());
    else known.set(uri.toString(), { told, findings });
    return true;
  };

  const follow = ({ document, contentChanges }: TextDocumentChangeEvent): void => {
    const others = known.get(document.uri.toString());
    if (!others) return;
    const edits = contentChanges.map(lineEdit);
    others.findings = others.findings.map((finding) => ({
      ...finding,
      line: edits.reduce(movedLine, finding.line),
    }));
  };

  return {
    withoutRepetitions: {
      async provideDiagnostics(document, previousResultId, token, next) {
        const report = await next(document, previousResultId, token);
        if (!report || !('items' in report)) return report;
        const uri = 'uri' in document ? document.uri : document;
        if (!hidesRepetitions(uri)) return report;
        refresh(uri);
        const others = known.get(uri.toString())?.findings ?? [];
        return { ...report, items: report.items.filter((item) => !isRepetition(ownOf(item), others)) };
      },
    },
    watch: (changed) => [
      languages.onDidChangeDiagnostics(({ uris }) => {
        const open = new Set(workspace.textDocuments.filter(isCompared).map(({ uri }) => uri.toString()));
        const differ = uris.filter((uri) => open.has(uri.toString()) && refresh(uri));
        if (differ.length > 0) changed();
      }),
      workspace.onDidChangeTextDocument(follow),
      workspace.onDidCloseTextDocument(({ uri }) => void known.delete(uri.toString())),
      workspace.onDidChangeConfiguration((event) => void (event.affectsConfiguration(OVERLAP_SETTING) && changed())),
    ],
  };
}

/** Undefined as the resource: what holds for the workspace as a whole. */
export function hidesRepetitions(uri: Uri | undefined): boolean {
  return workspace.getConfiguration('gantry.dockerfile', uri).get('overlap') !== 'show';
}

function findingsOfOthers(uri: Uri): Comparable[] {
  return languages
    .getDiagnostics(uri)
    .filter(({ source }) => source !== 'gantry')
    .map(({ source = '', code, range, severity }) => ({
      source,
      code: String((typeof code === 'object' ? code.value : code) ?? ''),
      line: range.start.line,
      isError: severity === DiagnosticSeverity.Error,
    }));
}

function lineEdit({ range: { start, end }, text }: TextDocumentContentChangeEvent): LineEdit {
  return {
    first: start.line,
    last: end.line,
    endsAtStart: end.character === 0,
    breaks: text.split('\n').length - 1,
  };
}

/** Findings outside of Dockerfiles carry nothing to compare. */
function ownOf({ data, severity }: Diagnostic & { readonly data?: FindingData }): Own {
  return { equivalents: [], places: [], ...data, isError: severity === DiagnosticSeverity.Error };
}
