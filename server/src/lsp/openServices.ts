import type { FormattingOptions } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span, TextEdit } from '../core/text.ts';
import type {
  CompletionEntry,
  DocumentLink,
  Fold,
  HoverText,
  OutlineItem,
  Place,
  Refusal,
  Renaming,
} from '../services/answers.ts';

export type SymbolName =
  | 'stage'
  | 'instruction'
  | 'variable'
  | 'resource'
  | 'container'
  | 'port'
  | 'volume'
  | 'probe'
  | 'key'
  | 'rule';

/**
 * What an open document can be asked besides its findings, in offsets; lines and columns are made at the edge.
 * Undefined where the document is none of the language’s, so that the editor does what it does by itself.
 */
export interface OpenServices {
  readonly document: TextDocument;
  completion(offset: number): CompletionEntry[] | undefined;
  hover(offset: number): HoverText | undefined;
  outline(): OutlineItem<SymbolName>[] | undefined;
  folds(): Fold[] | undefined;
  /** The smallest first. */
  selections(offset: number): Span[] | undefined;
  links(): DocumentLink[] | undefined;
  definition(offset: number): Span[] | undefined;
  places(offset: number): Place[] | undefined;
  prepareRename(offset: number): { readonly span: Span } | Refusal | undefined;
  rename(offset: number, newName: string): Renaming | Refusal | undefined;
  format(options: FormattingOptions): TextEdit[] | undefined;
  /** After a line break or a dash has been typed. */
  onType(offset: number, typed: string): TextEdit[] | undefined;
}
