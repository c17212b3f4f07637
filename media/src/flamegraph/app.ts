import type { Bridge } from '../bridge.ts';
import type { FromFlamegraph, ProfileView, ToFlamegraph } from '../protocol.ts';
import { actionsOn } from './actions.ts';
import { graphPane } from './graphPane.ts';
import { intentsOf } from './intents.ts';
import { buildPage } from './page.ts';
import { onThemeChange, readPalette } from './palette.ts';
import { initialState, keptFrom, keptOf, withView, type Loaded, type State } from './state.ts';
import { storeOf, type Store } from './store.ts';
import type { Strings } from './strings.ts';

export interface App {
  readonly show: (view: ProfileView) => void;
}

export interface AppContext {
  readonly bridge: Bridge<ToFlamegraph, FromFlamegraph>;
  readonly strings: Strings;
  readonly language: string;
  /** Ends the app: another one is about to take its place on the page. */
  readonly signal: AbortSignal;
}

/** The viewer with a profile in it. */
export function openApp(loaded: Loaded, context: AppContext): App {
  const { bridge, strings, signal } = context;
  const kept = keptFrom(bridge.kept());
  const store = storeOf(initialState(loaded, readPalette(), kept));
  const pane = graphPane(store, strings);
  const actions = actionsOn(store, pane.scrollToRow);
  const intents = intentsOf(store, bridge, pane, actions, strings);
  buildPage({ ...context, store, pane, actions, intents });
  actions.search(store.get().query);
  onThemeChange(() => store.set({ palette: readPalette() }), signal);
  keepState(store, context);
  return {
    show: (view) => {
      store.set(withView(store.get(), view));
      actions.search(store.get().query);
    },
  };
}

/** View state only, and not on every frame of a drag. */
function keepState(store: Store<State>, { bridge, signal }: AppContext): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  store.watch(() => {
    clearTimeout(timer);
    timer = setTimeout(() => bridge.keep(keptOf(store.get())), 200);
  });
  signal.addEventListener('abort', () => clearTimeout(timer));
}
