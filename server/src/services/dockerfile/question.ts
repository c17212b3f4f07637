import type { Span, TextEdit } from '../../core/text.ts';
import type { Locale } from '../../engine/catalogue.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import type { Typed } from './cursor.ts';

/** What the services are asked about, and what they know besides the file. */
export interface Question {
  readonly dockerfile: Dockerfile;
  readonly offset: number;
  readonly locale: Locale;
  /** The go line of the module that the file builds, if one is known. */
  readonly goLine?: string | undefined;
  /** Another extension explains and offers instructions and the older flags already. */
  readonly hasPeer?: boolean;
}

export type CompletionKind =
  | 'keyword'
  | 'flag'
  | 'option'
  | 'value'
  | 'variable'
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
