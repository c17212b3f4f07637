import { languages, workspace, type Diagnostic, type Disposable, type Uri } from 'vscode';
import type { DiagnosticProviderMiddleware } from 'vscode-languageclient/node';
import type { FindingData } from '../../server/src/protocol.ts';
import { isRepetition, type Comparable } from './overlap.ts';

const SETTING = 'gantry.dockerfile.overlap';

/** Leaves out what another extension shows about the same instruction, as long as the setting is `auto`. */
export const withoutRepetitions: DiagnosticProviderMiddleware = {
  async provideDiagnostics(document, previousResultId, token, next) {
    const report = await next(document, previousResultId, token);
    if (!report || !('items' in report)) return report;
    const uri = 'uri' in document ? document.uri : document;
    const others = hidesRepetitions(uri) ? othersOf(uri) : [];
    return { ...report, items: report.items.filter((item) => !isRepetition(ownOf(item), others)) };
  },
};

/** Calls back when what others show has changed, or whether that matters. */
export function watchOthers(changed: () => void): Disposable[] {
  const seen = new Map<string, string>();
  return [
    languages.onDidChangeDiagnostics(({ uris }) => {
      const differ = uris.filter((uri) => {
        const now = JSON.stringify(othersOf(uri));
        const before = seen.get(uri.toString()) ?? '[]';
        if (now === '[]') seen.delete(uri.toString());
        else seen.set(uri.toString(), now);
        return now !== before && hasOwn(uri);
      });
      if (differ.length > 0) changed();
    }),
    workspace.onDidChangeConfiguration((event) => void (event.affectsConfiguration(SETTING) && changed())),
  ];
}

function hidesRepetitions(uri: Uri): boolean {
  return workspace.getConfiguration('gantry.dockerfile', uri).get('overlap') !== 'show';
}

function hasOwn(uri: Uri): boolean {
  return workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
}

function othersOf(uri: Uri): Comparable[] {
  return (
    languages
      .getDiagnostics(uri)
      // hadolint's extension names no source.
      .filter(({ source }) => source !== 'gantry')
      .map(({ source = '', code, range }) => ({
        source,
        code: String(typeof code === 'object' ? code.value : code),
        line: range.start.line,
      }))
  );
}

/** Findings outside of Dockerfiles carry nothing to compare. */
function ownOf(item: Diagnostic & { readonly data?: FindingData }): FindingData {
  return item.data ?? { equivalents: [], lines: [0, 0] };
}
