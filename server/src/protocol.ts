/**
 * What crosses the border between `server/` and `client/`: custom LSP messages and the profile worker's messages.
 * Types and names only; nothing here runs.
 */

// ── Language server ──────────────────────────────────────────────────────────────────────────────────────────────

/**
 * What Node is started with for the server. Most of what a keystroke makes is garbage at once: a young generation of
 * 4 MiB holds it, where V8 would let it grow to 16 MiB twice over.
 */
export const SERVER_FLAGS = ['--max-semi-space-size=4'];

/** What Gantry's own client tells the server beyond LSP. Other editors send nothing of it and lose nothing but comfort. */
export interface InitializationOptions {
  /** Commands that the client implements, so that code actions may name them. */
  readonly commands?: readonly ClientCommand[];
  /** A folder URI that holds `<rule id>.md`: where a diagnostic's code links to. */
  readonly rulePages?: string;
  /** Which documents are Dockerfiles. What is announced for them alone does not show up for YAML. */
  readonly dockerfiles?: readonly DocumentFilter[];
  /** The client's command that opens its list of suggestions again: after `--mount=` there is more to choose. */
  readonly suggestCommand?: string;
  /** Another extension serves Dockerfiles: Gantry then leaves out what would only be said twice. */
  readonly hasDockerfilePeer?: boolean;
  /** Which documents may be Kubernetes manifests. */
  readonly kubernetes?: readonly DocumentFilter[];
  /** Another extension serves YAML files of all kinds: outline, folding and indentation are left to it. */
  readonly hasYamlPeer?: boolean;
  /** The client compares findings with other extensions', so they carry {@link FindingData}. */
  readonly comparesFindings?: boolean;
}

/** `Diagnostic.data` in Dockerfiles. */
export interface FindingData {
  /**
   * The same check elsewhere, by its code there: `DL3007`, `JSONArgsRecommended`, `tally/…`, `dockerfile-utils:38`;
   * `build-error` for what stops the build.
   */
  readonly equivalents: readonly string[];
  /**
   * First and last lines, from 0, of the instructions it is about: other linters name their first line, or the line of
   * a word, and of two instructions sometimes the other one.
   */
  readonly places: readonly (readonly [first: number, last: number])[];
}

/** As LSP has it. */
export interface DocumentFilter {
  readonly scheme: string;
  readonly language: string;
  readonly pattern?: string;
}

/** `gantry.explain(ruleId)` opens the note or the rule page behind a finding. */
export type ClientCommand = 'gantry.explain';

/** The Go modules of the workspace: request without parameters. */
export const MODULES_REQUEST = 'gantry/modules';

export interface GoModuleInfo {
  /** `github.com/acme/shop`, from the module line. */
  readonly path: string;
  /** URI of the folder that holds go.mod. */
  readonly folder: string;
  /** `1.25`, from the go line, if there is one. */
  readonly goVersion?: string;
}

// ── Profile worker (dist/profileWorker.cjs) ──────────────────────────────────────────────────────────────────────

/** Host → worker. Every message is answered by exactly one `WorkerAnswer` with the same `id`. */
export type WorkerRequest =
  | {
      readonly id: number;
      readonly type: 'open';
      readonly bytes: Uint8Array;
      readonly limits: ProfileLimits;
      readonly locale: string;
    }
  | { readonly id: number; readonly type: 'view'; readonly sampleType: number };

/** Worker → host. */
export type WorkerAnswer =
  | { readonly id: number; readonly type: 'opened'; readonly summary: ProfileSummary }
  | { readonly id: number; readonly type: 'view'; readonly view: ProfileView }
  | { readonly id: number; readonly type: 'error'; readonly message: string };

export interface ProfileLimits {
  /** Refuse to inflate a gzip beyond this many bytes. */
  readonly maxBytes: number;
}

/** What is known of a profile before any tree is built. */
export interface ProfileSummary {
  readonly sampleTypes: readonly SampleType[];
  /** Index to open on: pprof's default, or the first that is not all zero if that one is. */
  readonly defaultSampleType: number;
  readonly sampleCount: number;
  /** Milliseconds since the epoch; 0 if the profile does not say. */
  readonly timeMillis: number;
  /** Nanoseconds; 0 if the profile does not say. */
  readonly durationNanos: number;
  /** Base name of the main binary, or ''. */
  readonly binary: string;
  /** Defects and peculiarities, in the reader's language, one sentence each. */
  readonly notices: readonly string[];
}

export interface SampleType {
  readonly type: string;
  readonly unit: string;
}

/** Everything a viewer draws for one sample type. Buffers are exact-size and transferable. */
export interface ProfileView {
  readonly sampleType: number;
  /** Σ|value| over all samples, in the sample type's unit. */
  readonly total: number;
  readonly strings: readonly string[];
  readonly frames: FrameColumns;
  readonly nodes: NodeColumns;
}

/** One row per function. `name` and `file` index `strings`; frame 0 is the artificial root. */
export interface FrameColumns {
  readonly name: Uint32Array;
  readonly file: Uint32Array;
  /** Start line of the function if known, else the line sampled most; 0 if unknown. */
  readonly line: Uint32Array;
  /** pprof's flat. */
  readonly self: Float64Array;
  /** pprof's cum: counted once per sample, however often the function recurs in it. */
  readonly total: Float64Array;
}

/**
 * The call tree, at most 500,000 nodes of it: beyond that the smallest branches of a node are one leaf, whose frame is
 * called "(smaller branches)" and stands with zeros in the table. Nodes are numbered breadth first, siblings by falling
 * |total|, so children are a run of ids.
 */
export interface NodeColumns {
  readonly frame: Uint32Array;
  readonly parent: Uint32Array;
  /** Children of `n` are `firstChild[n] … firstChild[n + 1] - 1`; one entry longer than the other columns. */
  readonly firstChild: Uint32Array;
  readonly self: Float64Array;
  readonly total: Float64Array;
  /** 1 if every sample that passes here was inlined into the parent. */
  readonly inlined: Uint8Array;
}
