import { languages, Range, ViewColumn, window, type Diagnostic, type Disposable, type Uri } from 'vscode';

/** How often each rule fires at this moment, in all files that have been checked. */
export function countFindings(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { id } of findings()) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
}

/** Goes to the first place where a rule fires, in the order of the files' names. */
export async function showFirstFinding(id: string): Promise<void> {
  const first = findings()
    .filter((finding) => finding.id === id)
    .toSorted((a, b) => compare(a.uri.toString(), b.uri.toString()) || a.range.start.compareTo(b.range.start))[0];
  if (first === undefined) return;
  const { start, end } = first.range;
  await window.showTextDocument(first.uri, { selection: new Range(start, end), viewColumn: codeColumn() });
}

/** Where code is, or beside the note: what it points at must not cover it. */
export function codeColumn(): ViewColumn {
  return window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined)?.viewColumn ?? ViewColumn.Beside;
}

const SETTLED_AFTER = 200;

/** Calls when findings have changed and then rested: while typing they change with every key. */
export function onFindingsChanged(listener: () => void): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const subscription = languages.onDidChangeDiagnostics(() => {
    clearTimeout(timer);
    timer = setTimeout(listener, SETTLED_AFTER);
  });
  return {
    dispose() {
      clearTimeout(timer);
      subscription.dispose();
    },
  };
}

interface Finding {
  readonly id: string;
  readonly uri: Uri;
  readonly range: Range;
}

function findings(): Finding[] {
  return languages.getDiagnostics().flatMap(([uri, diagnostics]) =>
    diagnostics.flatMap((diagnostic) => {
      const id = ruleOf(diagnostic);
      return id === undefined ? [] : [{ id, uri, range: diagnostic.range }];
    }),
  );
}

function ruleOf({ source, code }: Diagnostic): string | undefined {
  if (source !== 'gantry') return undefined;
  const value = typeof code === 'object' ? code.value : code;
  return typeof value === 'string' ? value : undefined;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
