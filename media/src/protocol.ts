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
    readonly locale: 'en' | 'zh-cn';
  };
  /** Another sample type of the same profile. */
  view: { readonly view: ProfileView };
  error: { readonly name: string; readonly message: string };
}

export interface FromFlamegraph {
  /** The script runs and listens. */
  ready: Record<string, never>;
  cancel: Record<string, never>;
  retry: Record<string, never>;
  selectSampleType: { readonly index: number };
  openSource: { readonly name: string; readonly file: string; readonly line: number };
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
  show: { readonly locale: 'en' | 'zh-cn'; readonly slug?: string };
}

export interface FromNotes {
  ready: Record<string, never>;
  openRule: { readonly id: string };
  openExternal: { readonly url: string };
  copy: { readonly text: string };
  insert: { readonly text: string };
}

// ── Envelope ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** The wire form of one message of `Messages`: `{ type: 'view', view: … }`. */
export type Envelope<Messages> = { [Type in keyof Messages]: { readonly type: Type } & Messages[Type] }[keyof Messages];
