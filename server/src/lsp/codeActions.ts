import {
  CodeActionKind,
  type CodeAction,
  type CodeActionContext,
  type Range,
  type TextEdit as LspTextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { lineBreak, lineStart, type TextEdit } from '../core/text.ts';
import { say } from '../engine/catalogue.ts';
import { difference, fixAll } from '../engine/fixAll.ts';
import type { Report, ReportFix } from '../engine/lint.ts';
import type { Dockerfile } from '../parse/dockerfile.ts';
import { rangeIn, rangeOf, toDiagnostic, type Rendering } from './diagnostics.ts';
import { pathOf, uriOf } from './paths.ts';
import { text as ui } from './strings.ts';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.gantry`;

export interface ActionRequest {
  readonly document: TextDocument;
  /** Its model, if it is a Dockerfile. */
  readonly dockerfile: Dockerfile | undefined;
  readonly range: Range;
  readonly context: CodeActionContext;
  readonly reports: readonly Report[];
  readonly rendering: Rendering;
  readonly lint: (text: string) => readonly Report[];
}

export function codeActions(request: ActionRequest): CodeAction[] {
  const { document, range, context, reports } = request;
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  const here = reports.filter(({ span }) => span.start <= end && start <= span.end);
  return [
    ...(wants(context, CodeActionKind.QuickFix) ? quickFixes(here, request) : []),
    ...(wants(context, FIX_ALL) ? fixAllActions(request) : []),
  ];
}

/** `source.fixAll` asks for `source.fixAll.gantry`, too; no filter asks for quick-fixes only. */
function wants({ only }: CodeActionContext, kind: string): boolean {
  if (!only) return kind === CodeActionKind.QuickFix;
  return only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

/** All fixes first, then what explains, then what silences: the order in which a reviewer would choose. */
function quickFixes(here: readonly Report[], request: ActionRequest): CodeAction[] {
  const fixes = here.flatMap((report) =>
    report.fixes.filter((fix) => isPossible(fix, request)).map((fix, at) => fixAction(report, fix, at === 0, request)),
  );
  const whys = request.rendering.canExplain ? here.map((report) => explain(report, request)) : [];
  return [...fixes, ...distinct(whys), ...distinct(here.flatMap((report) => ignores(report, request)))];
}

/** Some clients cannot be told to make a file. */
function isPossible({ creates }: ReportFix, { rendering }: ActionRequest): boolean {
  return !creates || rendering.createsFiles;
}

function fixAction(report: Report, fix: ReportFix, isPreferred: boolean, request: ActionRequest): CodeAction {
  const { document, rendering } = request;
  return {
    title: say(report.rule, fix.title, rendering.locale),
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(document, report, rendering)],
    isPreferred,
    edit: fix.creates ? creation(fix) : workspaceEdit(fix.file, fix.edits(), request),
  };
}

function explain(report: Report, { document, rendering }: ActionRequest): CodeAction {
  const title = ui('why', rendering.locale, { rule: report.rule });
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(document, report, rendering)],
    command: { title, command: 'gantry.explain', arguments: [report.rule] },
  };
}

function ignores(report: Report, request: ActionRequest): CodeAction[] {
  const { document, dockerfile, rendering } = request;
  // JSON has no comments.
  if (document.languageId === 'json') return [];
  const text = document.getText();
  const action = (id: 'ignoreLine' | 'ignoreStage' | 'ignoreFile', edit: TextEdit): CodeAction => ({
    title: ui(id, rendering.locale, { rule: report.rule }),
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(document, report, rendering)],
    edit: workspaceEdit(pathOf(document.uri), [edit], request),
  });
  const inStage = dockerfile && ignoreInStage(dockerfile, report);
  return [
    action('ignoreLine', ignoreAbove(text, report, dockerfile)),
    ...(inStage ? [action('ignoreStage', inStage)] : []),
    action('ignoreFile', ignoreInFile(text, report)),
  ];
}

function ignoreAbove(text: string, { span, rule }: Report, dockerfile: Dockerfile | undefined): TextEdit {
  const at = lineStart(text, dockerfile ? instructionStart(dockerfile, span.start) : span.start);
  const indent = /^[ \t]*/.exec(text.slice(at))?.[0] ?? '';
  return { span: { start: at, end: at }, newText: `${indent}# gantry: ignore ${rule}${lineBreak(text)}` };
}

/** Above the FROM of the build stage; undefined where there is but one, which is the file. */
function ignoreInStage({ text, stages }: Dockerfile, { span, rule }: Report): TextEdit | undefined {
  const stage = stages.findLast(({ from }) => from.span.start <= span.start);
  if (!stage || stages.length < 2) return undefined;
  const at = lineStart(text, stage.from.span.start);
  return { span: { start: at, end: at }, newText: `# gantry: ignore-stage ${rule}${lineBreak(text)}` };
}

/** Where the instruction that holds `offset` begins, so that the comment covers all of it. */
function instructionStart({ instructions }: Dockerfile, offset: number): number {
  return instructions.find(({ span }) => span.start <= offset && offset <= span.end)?.span.start ?? offset;
}

/** At the top, but below a Dockerfile's directives, which are such only in the first lines. */
function ignoreInFile(text: string, { rule }: Report): TextEdit {
  const directives = /^\uFEFF?(?:[ \t]*#[ \t]*(?:syntax|escape|check)[ \t]*=.*\r?\n)*/i.exec(text)?.[0].length ?? 0;
  return { span: { start: directives, end: directives }, newText: `# gantry: ignore-file ${rule}${lineBreak(text)}` };
}

function fixAllActions(request: ActionRequest): CodeAction[] {
  const { document, rendering, lint } = request;
  const path = pathOf(document.uri);
  const before = document.getText();
  const edit = difference(before, fixAll(path, before, lint).text);
  if (!edit) return [];
  return [{ title: ui('fixAll', rendering.locale), kind: FIX_ALL, edit: workspaceEdit(path, [edit], request) }];
}

/** A new file with its text, in one step to undo. */
function creation({ file, edits }: ReportFix): WorkspaceEdit {
  const uri = uriOf(file);
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: 'create', uri, options: { ignoreIfExists: true } },
      {
        textDocument: { uri, version: null },
        edits: edits().map(({ newText }) => ({ range: { start, end: start }, newText })),
      },
    ],
  };
}

function workspaceEdit(
  file: string,
  edits: readonly TextEdit[],
  { document, rendering }: ActionRequest,
): WorkspaceEdit {
  const isHere = file === pathOf(document.uri);
  const toLsp = ({ span, newText }: TextEdit): LspTextEdit => ({
    range: isHere ? rangeOf(document, span) : rangeIn(rendering.textOf(file) ?? '', span),
    newText,
  });
  return { changes: { [isHere ? document.uri : uriOf(file)]: edits.map(toLsp) } };
}

function distinct(actions: readonly CodeAction[]): CodeAction[] {
  return [...new Map(actions.map((action) => [action.title, action])).values()];
}
