/** What crosses the border between the extension host and the webviews. Both bridges derive their types from here. */

// ── Flame graph ──────────────────────────────────────────────────────────────────────────────────────────────────

export interface ToFlamegraph {
  /** Work is under way; shown after 300 ms, with a cancel button. */
  loading: { readonly name: string };
  profile: {
    readonly name: string;
    readonly summary: ProfileSummary;
    readonly view: ProfileView;
    /** Module paths of the workspace: frames of these are the user's own code. */
    readonly modules: readonly string[];
    /** Explanations that the reader has put away. */
    readonly hiddenHints: readonly string[];
  };
  /** Another sample type of the same profile. */
  view: { readonly view: ProfileView };
  error: { readonly name: string; readonly message: string };
}

export interface FromFlamegraph {
  /** The script runs and listens; a panel that was open before asks for the sample type it showed. */
  ready: { readonly sampleType?: number };
  cancel: Record<string, never>;
  retry: Record<string, never>;
  copy: { readonly text: string };
  /** The reader has understood an explanation and will not be shown it again. */
  hideHint: { readonly hint: string };
  selectSampleType: { readonly index: number };
  /** `file` as the profile has it; `package` is the function's, '' if its name tells none; `line` is 0 if unknown. */
  openSource: { readonly name: string; readonly package: string; readonly file: string; readonly line: number };
  openNote: { readonly slug: string };
}

export interface ProfileSummary {
  readonly sampleTypes: readonly { readonly type: string; readonly unit: string }[];
  readonly defaultSampleType: number;
  readonly sampleCount: number;
  readonly timeMillis: number;
  readonly durationNanos: number;
  readonly binary: string;
  readonly notices: readonly string[];
}

/** The same shape as the worker's answer; the client's compiler holds the two together where it passes one on. */
export interface ProfileView {
  readonly sampleType: number;
  readonly total: number;
  readonly strings: readonly string[];
  readonly frames: {
    readonly name: Uint32Array;
    readonly file: Uint32Array;
    readonly line: Uint32Array;
    readonly self: Float64Array;
    readonly total: Float64Array;
  };
  readonly nodes: {
    readonly frame: Uint32Array;
    readonly parent: Uint32Array;
    readonly firstChild: Uint32Array;
    readonly self: Float64Array;
    readonly total: Float64Array;
    readonly inlined: Uint8Array;
  };
}

// ── Notes ────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface ToNotes {
  /** The notes in one language: at the start, and after every change of language. */
  notebook: { readonly notebook: Notebook; readonly mayRunCommands: boolean };
  /** Goes to a note, or to a heading in it. */
  show: { readonly slug: string; readonly anchor?: string };
  /** How often each rule fires in the workspace at this moment; absent means never. */
  findings: { readonly counts: Readonly<Record<string, number>> };
  failed: { readonly message: string };
}

export interface FromNotes {
  /** The script runs and listens. `locale` is what this panel showed last. */
  ready: { readonly locale?: NoteLocale };
  switchLocale: { readonly locale: NoteLocale };
  openRule: { readonly id: string };
  /** Goes to the first place where the rule fires. */
  openFinding: { readonly id: string };
  openExternal: { readonly url: string };
  copy: { readonly text: string };
  /** Puts code at the cursor of an editor of its language. */
  insert: { readonly text: string; readonly language: string };
  insertSnippet: { readonly prefix: string };
  /** Types a command into a terminal, without running it. */
  typeInTerminal: { readonly text: string };
}

export type NoteLocale = 'en' | 'zh-cn';

/** All notes in one language, rendered when the extension is built: `dist/media/notes.<locale>.json`. */
export interface Notebook {
  readonly locale: NoteLocale;
  /** In reading order; only those that have notes. */
  readonly chapters: readonly { readonly id: string; readonly title: string }[];
  readonly notes: readonly Note[];
}

export interface Note {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  /** Id of a chapter. */
  readonly chapter: string;
  readonly keywords: readonly string[];
  /** Ids of the rules whose findings this note explains. A rule belongs to one note at most. */
  readonly rules: readonly string[];
  /** Prefixes of snippets. */
  readonly snippets: readonly string[];
  readonly sources: readonly NoteSource[];
  /** Minutes it takes to read, rounded up. */
  readonly minutes: number;
  /** Safe to insert: made from Markdown by our own renderer, with raw HTML switched off. */
  readonly html: string;
  /** What search looks through: one section per heading, in order. */
  readonly sections: readonly NoteSection[];
}

export interface NoteSection {
  /** Id of its heading, the same in every language. */
  readonly id: string;
  readonly level: 2 | 3;
  readonly heading: string;
  /** Without markup. */
  readonly text: string;
}

export interface NoteSource {
  readonly title: string;
  readonly url: string;
  /** Day on which someone read it, as 2026-11-23. */
  readonly verifiedOn: string;
  /** The release from which, or until which, it holds. */
  readonly since?: string;
  readonly until?: string;
}

// ── Envelope ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** The wire form of one message of `Messages`: `{ type: 'view', view: … }`. */
export type Envelope<Messages> = { [Type in keyof Messages]: { readonly type: Type } & Messages[Type] }[keyof Messages];
