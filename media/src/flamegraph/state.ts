import type { ProfileSummary, ProfileView } from '../protocol.ts';
import { counterpart, modelOf, type Model } from './model.ts';
import type { Palette } from './palette.ts';
import type { Search } from './search.ts';
import type { Span } from './span.ts';
import type { Sort } from './tableRows.ts';

export type Mode = 'graph' | 'split' | 'table';

export interface State {
  readonly name: string;
  readonly summary: ProfileSummary;
  readonly modules: readonly string[];
  readonly hiddenHints: readonly string[];
  readonly model: Model;
  readonly palette: Palette;
  /** Sample type that was asked for and has not arrived, or -1. */
  readonly awaited: number;

  /** What is visible now; during an animation it moves towards `zoomed`. */
  readonly span: Span;
  /** The node that was last zoomed to; the breadcrumbs lead to it. */
  readonly zoomed: number;
  /** Nodes zoomed to before, for Escape. */
  readonly history: readonly number[];
  /** The node that keys, details and the table's selection are about. */
  readonly selected: number;
  /** What the pointer is over in the graph. */
  readonly hovered: Hit | undefined;
  /** The function that the pointer is over in the table, or -1. */
  readonly lit: number;
  /** Whether the graph has the focus and was last used by key: then the tooltip stands at the selection. */
  readonly byKey: boolean;

  readonly query: string;
  readonly search: Search | undefined;
  /** Places of the matches, widest first; worked out when they are first stepped through. */
  readonly places: Uint32Array | undefined;
  readonly place: number;

  readonly mode: Mode;
  readonly tableWidth: number;
  readonly sort: Sort;
  readonly filter: string;
}

/** A node, or a run of siblings too narrow to draw. */
export interface Hit {
  readonly node: number;
  readonly merged: number;
  /** Where the pointer is, in CSS pixels of the page. */
  readonly clientX: number;
  readonly clientY: number;
}

/** Whether the pointer is over the same rectangle: it moves far more often than it reaches another one. */
export function sameHover(one: Hit | undefined, other: Hit | undefined): boolean {
  return one?.node === other?.node && one?.merged === other?.merged;
}

/** What survives hiding and reloading the panel. */
export interface Kept {
  readonly sampleType?: number;
  readonly view?: {
    /** Node numbers mean something only in the very same tree. */
    readonly nodes: number;
    readonly total: number;
    readonly span: Span;
    readonly zoomed: number;
    readonly history: readonly number[];
    readonly selected: number;
  };
  readonly query?: string;
  readonly filter?: string;
  readonly sort?: Sort;
  readonly mode?: Mode;
  readonly tableWidth?: number;
}

export interface Loaded {
  readonly name: string;
  readonly summary: ProfileSummary;
  readonly view: ProfileView;
  readonly modules: readonly string[];
  readonly hiddenHints: readonly string[];
}

export const NARROWEST_TABLE = 240;

export function initialState(loaded: Loaded, palette: Palette, kept: Kept): State {
  const model = modelOf(loaded.view, unitOf(loaded.summary, loaded.view), loaded.modules);
  return {
    name: loaded.name,
    summary: loaded.summary,
    modules: loaded.modules,
    hiddenHints: loaded.hiddenHints,
    palette,
    awaited: -1,
    ...fresh(model),
    ...restored(model, kept.view),
    hovered: undefined,
    lit: -1,
    byKey: false,
    query: kept.query ?? '',
    mode: kept.mode ?? 'split',
    tableWidth: Math.max(NARROWEST_TABLE, kept.tableWidth ?? 480),
    sort: kept.sort ?? { column: 'self', direction: 'descending' },
    filter: kept.filter ?? '',
  };
}

/** Another sample type has another tree: the reader stays at the same call, as far as it was recorded there. */
export function withView(state: State, view: ProfileView): State {
  const model = modelOf(view, unitOf(state.summary, view), state.modules);
  const zoomed = counterpart(state.model, state.zoomed, model);
  const from = model.x[zoomed] ?? 0;
  return {
    ...state,
    ...fresh(model),
    zoomed,
    history: zoomed === 0 ? [] : [0],
    span: { from, to: from + (model.weight[zoomed] ?? 0) },
    selected: counterpart(state.model, state.selected, model),
    awaited: -1,
    hovered: undefined,
    lit: -1,
  };
}

export function keptOf(state: State): Kept {
  const { model, span, zoomed, history, selected } = state;
  return {
    sampleType: model.view.sampleType,
    view: { nodes: model.weight.length, total: model.weight[0] ?? 0, span, zoomed, history, selected },
    query: state.query,
    filter: state.filter,
    sort: state.sort,
    mode: state.mode,
    tableWidth: state.tableWidth,
  };
}

/** What was kept, if it is an object: its parts are checked where they matter, for we wrote them ourselves. */
export function keptFrom(value: unknown): Kept {
  return typeof value === 'object' && value !== null ? value : {};
}

export function sampleTypeOf({ summary, model }: State): { readonly type: string; readonly unit: string } {
  return summary.sampleTypes[model.view.sampleType] ?? { type: '', unit: '' };
}

function unitOf(summary: ProfileSummary, view: ProfileView): string {
  return summary.sampleTypes[view.sampleType]?.unit ?? '';
}

type OfModel = Pick<State, 'model' | 'span' | 'zoomed' | 'history' | 'selected' | 'search' | 'places' | 'place'>;

function fresh(model: Model): OfModel {
  const span = { from: 0, to: model.weight[0] ?? 0 };
  return { model, span, zoomed: 0, history: [], selected: 0, search: undefined, places: undefined, place: -1 };
}

function restored(model: Model, view: Kept['view']): Partial<OfModel> {
  if (view === undefined || view.nodes !== model.weight.length || view.total !== model.weight[0]) return {};
  return { span: view.span, zoomed: view.zoomed, history: view.history, selected: view.selected };
}
