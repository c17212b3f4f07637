import type { Span, TextEdit } from '../core/text.ts';

/** The part of a word before the cursor, and what an editor puts something else in the place of. */
export interface Typed {
  readonly text: string;
  /** Up to the cursor. */
  readonly insert: Span;
  /** To the end of the word. */
  readonly replace: Span;
}

export type CompletionKind =
  | 'keyword'
  | 'flag'
  | 'option'
  | 'field'
  | 'value'
  | 'variable'
  | 'name'
  | 'stage'
  | 'image'
  | 'rule'
  | 'snippet';

/** Something to choose, wherever it would be put. */
export interface Item {
  readonly label: string;
  readonly kind: CompletionKind;
  /** The label, if it is not given. For a snippet with placeholders as editors know them: `${1:path}`, `$0`. */
  readonly newText?: string;
  /** In place of `newText` for editors that know placeholders. */
  readonly snippet?: string;
  /** What editors compare with what is typed; `newText` if it is not given. */
  readonly filterText?: string;
  readonly detail?: string | undefined;
  readonly documentation?: string | undefined;
  /** Changes elsewhere that belong to it. */
  readonly more?: readonly TextEdit[];
  /** Whether there is something to choose right behind it. */
  readonly continues?: boolean;
}

/** An entry of the list, in the order in which it is to be shown. */
export interface CompletionEntry extends Item {
  readonly newText: string;
  readonly insert: Span;
  readonly replace: Span;
}

export function entries(typed: Typed | undefined, items: readonly Item[]): CompletionEntry[] {
  if (!typed) return [];
  const { insert, replace } = typed;
  return items.map((item) => ({ ...item, newText: item.newText ?? item.label, insert, replace }));
}

export interface HoverText {
  readonly span: Span;
  readonly markdown: string;
}

export interface OutlineItem<Kind extends string = string> {
  readonly kind: Kind;
  readonly name: string;
  readonly detail: string;
  readonly span: Span;
  /** What is selected when it is chosen. */
  readonly selection: Span;
  readonly children: readonly OutlineItem<Kind>[];
}

/** Lines from 0, both inclusive. */
export interface Fold {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'region' | 'comment';
}

/** A place of a symbol; `write` where it is declared. */
export interface Place {
  readonly span: Span;
  readonly kind: 'read' | 'write';
}

export interface DocumentLink {
  readonly span: Span;
  /** An address, or the path of a file. */
  readonly target: string;
}

/** Why nothing is renamed, in one sentence. */
export interface Refusal {
  readonly refusal: string;
}

export interface Renaming {
  readonly edits: readonly TextEdit[];
  /** Who outside of the file knows the old name; nobody if undefined. */
  readonly note: RenameNote | undefined;
}

export interface RenameNote {
  readonly label: string;
  readonly description: string;
  /** Whether it is certain that somebody does: the value cannot come from anywhere else. */
  readonly isCertain: boolean;
}
