import type { Actions } from './actions.ts';
import { breadcrumbs, zoomAnnouncer } from './breadcrumbs.ts';
import { detailsBar } from './details.ts';
import { h } from './dom.ts';
import type { GraphPane } from './graphPane.ts';
import { titleRow, toolbar } from './header.ts';
import type { Intents } from './intents.ts';
import { followGlobalKeys, followKeys } from './keyboard.ts';
import { minimap } from './minimap.ts';
import { explanation, noticeBar } from './notices.ts';
import { followPointer } from './pointer.ts';
import { sampleTypeText } from './sampleTypes.ts';
import { sash } from './sash.ts';
import { emptyGraph, replacePage } from './screens.ts';
import { searchBox, type SearchBox } from './searchBox.ts';
import { sampleTypeOf, type State } from './state.ts';
import { changed, type Store } from './store.ts';
import type { Strings } from './strings.ts';
import { topTable } from './table.ts';
import { tooltipFor } from './tooltip.ts';
import { mirrorTree } from './treeMirror.ts';

export interface PageParts {
  readonly store: Store<State>;
  readonly pane: GraphPane;
  readonly actions: Actions;
  readonly intents: Intents;
  readonly strings: Strings;
  readonly language: string;
  readonly signal: AbortSignal;
}

/** Puts the viewer on the page, in the order in which it is read and tabbed through. */
export function buildPage(parts: PageParts): void {
  const { store, pane, actions, intents, strings, language } = parts;
  const focusGraph = (): void => pane.stage.focus({ preventScroll: true });
  const search = searchBox(store, actions, strings, focusGraph);
  mirrorTree(pane.stage, store, strings);
  followPointer(pane, store, actions, intents);
  followAllKeys(parts, search);
  const main = h('main', { class: 'panes' });
  main.append(
    h(
      'section',
      { class: 'graph', 'aria-label': strings.views.graph },
      minimap(store),
      breadcrumbs(store, actions, strings),
      pane.element,
    ),
    sash(store, main, strings),
    topTable(store, actions, strings, { ...intents, focusGraph }),
    tooltipFor(pane, store, strings),
    zoomAnnouncer(store, strings),
  );
  showMode(store, main, strings, language);
  const header = h(
    'header',
    {},
    titleRow(store, strings, language),
    toolbar(store, strings, language, search.element, { ...intents, actions }),
    noticeBar(store, strings),
    explanation(store, strings, language, intents.hideHint),
  );
  replacePage(header, main, detailsBar(store, strings, intents));
}

function followAllKeys({ store, pane, actions, intents, signal }: PageParts, search: SearchBox): void {
  const targets = {
    focusSearch: search.focus,
    openHelp: intents.openHelp,
    openSource: intents.openSourceOf,
    openMenu: (node: number) => {
      const box = pane.boxOf(node);
      if (box !== undefined) intents.openMenu(node, box.left + 16, box.bottom);
    },
  };
  followKeys(pane.stage, store, actions, targets);
  followGlobalKeys(actions, targets, signal);
}

/** Which of graph and table are shown, whether there is anything to show, and whether more is on its way. */
function showMode(store: Store<State>, main: HTMLElement, strings: Strings, language: string): void {
  store.watch((state, previous) => {
    if (!changed(state, previous, 'mode', 'model', 'awaited')) return;
    main.dataset['mode'] = state.mode;
    main.classList.toggle('awaiting', state.awaited >= 0);
    main.querySelector(':scope > .screen')?.remove();
    const empty = state.model.view.total === 0;
    main.classList.toggle('empty', empty);
    if (!empty) return;
    const { name } = sampleTypeText(sampleTypeOf(state).type, language);
    main.append(emptyGraph(name, state.summary.sampleTypes.length > 1, strings));
  });
}
