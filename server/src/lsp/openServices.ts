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

/** What an open document can be asked besides its findings, in offsets; lines and columns are made at the edge. */
export interface OpenServices {
  readonly document: TextDocument;
  completion(offset: number): CompletionEntry[];
  hover(offset: number): HoverText | undefined;
  outline(): OutlineItem<SymbolName>[];
  folds(): Fold[];
  /** The smallest first. */
  selections(offset: number): Span[];
  links(): DocumentLink[];
  definition(offset: number): Span[];
  places(offset: number): Place[];
  prepareRename(offset: number): { readonly span: Span } | Refusal;
  rename(offset: number, newName: string): Renaming | Refusal;
  format(options: FormattingOptions): TextEdit[] | undefined;
  /** After a line break or a dash has been typed. */
  onType(offset: number, typed: string, options: FormattingOptions): TextEdit[];
}
