import { describeNode } from './describe.ts';
import { h } from './dom.ts';
import { noteFor, type FrameNote } from './frameNotes.ts';
import type { Intents } from './intents.ts';
import { clipped, shortName } from './names.ts';
import { sameHover, type State } from './state.ts';
import { changed, type Store } from './store.ts';
import type { Strings } from './strings.ts';

const LONGEST = 300;

/** The bar at the bottom: what is pointed at, else what is selected, and what can be done with it. */
export function detailsBar(
  store: Store<State>,
  strings: Strings,
  intents: Pick<Intents, 'openSourceOf' | 'openNote'>,
): HTMLElement {
  const text = h('div', { class: 'details-text' });
  const source = h(
    'button',
    { type: 'button', class: 'link-button', title: 'F12', onclick: () => intents.openSourceOf(store.get().selected) },
    strings.openSource,
  );
  const note = h('button', {
    type: 'button',
    class: 'link-button',
    onclick: () => {
      const slug = selectedNote(store.get());
      if (slug !== undefined) intents.openNote(slug);
    },
  });
  store.watch((state, previous) => {
    if (sameHover(state.hovered, previous?.hovered) && !changed(state, previous, 'model', 'selected')) return;
    const shown = state.hovered?.merged === 0 ? state.hovered.node : state.selected;
    text.replaceChildren(...details(state, shown, strings));
    const slug = selectedNote(state);
    // While the pointer is elsewhere the buttons would act on another frame than the one named beside them.
    const away = shown !== state.selected;
    source.hidden = away || !hasSource(state);
    note.hidden = away || slug === undefined;
    note.textContent = slug === undefined ? '' : strings.openNote(strings.noteTitles[slug]);
  });
  return h('footer', { class: 'details' }, text, note, source);
}

function details({ model }: State, node: number, strings: Strings): readonly (Node | string)[] {
  const said = describeNode(model, node, strings);
  const value = (label: string, amount: string, share: string): HTMLElement =>
    h(
      'span',
      { class: 'number' },
      h('span', { class: 'muted' }, `${label} `),
      `${amount} `,
      h('span', { class: 'muted' }, share),
    );
  return [
    h('strong', { class: 'details-name' }, clipped(shortName(said.name), LONGEST)),
    value(strings.total, said.total, said.totalShare),
    value(strings.self, said.self, said.selfShare),
    ...[said.place, said.kind]
      .filter((part) => part !== '')
      .map((part) => h('span', { class: 'muted details-place' }, part)),
  ];
}

function selectedNote({ model, selected }: State): FrameNote | undefined {
  return noteFor(model.frames.names[model.view.nodes.frame[selected] ?? 0] ?? '');
}

function hasSource({ model, selected }: State): boolean {
  return model.frames.files[model.view.nodes.frame[selected] ?? 0] !== '';
}
