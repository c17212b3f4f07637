import type { Bridge } from '../bridge.ts';
import type { FromFlamegraph, ToFlamegraph } from '../protocol.ts';
import type { Actions } from './actions.ts';
import type { FrameNote } from './frameNotes.ts';
import type { GraphPane } from './graphPane.ts';
import { openHelp } from './help.ts';
import { openMenu, type MenuItem } from './menu.ts';
import type { State } from './state.ts';
import type { Store } from './store.ts';
import type { Strings } from './strings.ts';

/** What the reader can ask for beyond the picture itself: most of it the host does. */
export interface Intents {
  readonly openSource: (frame: number) => void;
  readonly openSourceOf: (node: number) => void;
  readonly openMenu: (node: number, x: number, y: number) => void;
  readonly openNote: (slug: FrameNote) => void;
  readonly openHelp: () => void;
  readonly selectSampleType: (index: number) => void;
  readonly hideHint: (hint: string) => void;
}

export function intentsOf(
  store: Store<State>,
  bridge: Bridge<ToFlamegraph, FromFlamegraph>,
  pane: GraphPane,
  actions: Actions,
  strings: Strings,
): Intents {
  const openSource = (frame: number): void => {
    const { view, frames } = store.get().model;
    const file = view.strings[view.frames.file[frame] ?? 0] ?? '';
    if (frame <= 0 || file === '') return;
    bridge.send('openSource', {
      name: rawName(store.get(), frame),
      package: frames.packages[frame] ?? '',
      file,
      line: view.frames.line[frame] ?? 0,
    });
  };
  const parts: MenuParts = { bridge, pane, actions, strings, openSource };
  return {
    openSource,
    openSourceOf: (node) => openSource(frameOf(store.get(), node)),
    openMenu: (node, x, y) => openMenu(strings.menuLabel, frameMenu(store.get(), node, parts), x, y),
    openNote: (slug) => bridge.send('openNote', { slug }),
    openHelp: () => openHelp(strings),
    selectSampleType: (index) => {
      if (index === store.get().model.view.sampleType) return;
      store.set({ awaited: index });
      bridge.send('selectSampleType', { index });
    },
    hideHint: (hint) => {
      store.set({ hiddenHints: [...store.get().hiddenHints, hint] });
      bridge.send('hideHint', { hint });
    },
  };
}

interface MenuParts {
  readonly bridge: Bridge<ToFlamegraph, FromFlamegraph>;
  readonly pane: GraphPane;
  readonly actions: Actions;
  readonly strings: Strings;
  readonly openSource: (frame: number) => void;
}

function frameMenu(state: State, node: number, parts: MenuParts): readonly MenuItem[] {
  const { bridge, pane, actions, strings, openSource } = parts;
  const frame = frameOf(state, node);
  const name = rawName(state, frame);
  const zoom = (): void => {
    actions.zoomTo(node);
    pane.stage.focus({ preventScroll: true });
  };
  const hasSource = state.model.frames.files[frame] !== '';
  return [
    { label: strings.zoomHere, key: 'Enter', run: zoom },
    hasSource
      ? { label: strings.openSource, key: 'F12', run: () => openSource(frame) }
      : { label: strings.noSource, disabled: true, run: () => undefined },
    { label: strings.searchThis, run: () => actions.search(state.model.frames.plainNames[frame] ?? '') },
    { label: strings.copyName, run: () => bridge.send('copy', { text: name }) },
    { label: strings.resetZoom, key: '0', run: actions.showAll },
  ];
}

function frameOf({ model }: State, node: number): number {
  return model.view.nodes.frame[node] ?? 0;
}

/** As the profile has it, not as it is shown. */
function rawName({ model: { view } }: State, frame: number): string {
  return view.strings[view.frames.name[frame] ?? 0] ?? '';
}
