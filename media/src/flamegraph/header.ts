import type { ProfileSummary } from '../protocol.ts';
import type { Actions } from './actions.ts';
import { h, icon, setText } from './dom.ts';
import { formatCount, formatDuration, formatValue } from './format.ts';
import type { Intents } from './intents.ts';
import { clipped, visibleText } from './names.ts';
import { sampleTypeText } from './sampleTypes.ts';
import { sampleTypeOf, type Mode, type State } from './state.ts';
import { changed, type Store } from './store.ts';
import type { Strings } from './strings.ts';

/** More types than this do not fit side by side. */
const MOST_SEGMENTS = 5;
const MODES: readonly Mode[] = ['graph', 'split', 'table'];

/** What the profile is, in one line. */
export function titleRow(store: Store<State>, strings: Strings, language: string): HTMLElement {
  const title = h('h1', {});
  const facts = h('span', { class: 'muted facts' });
  store.watch((state, previous) => {
    if (!changed(state, previous, 'model', 'name')) return;
    setText(title, visibleText(clipped(state.name, 120)));
    setText(facts, factsOf(state, strings, language).join(' · '));
  });
  return h('div', { class: 'title-row' }, title, facts);
}

/** Sample type, search, layout and help. */
export function toolbar(
  store: Store<State>,
  strings: Strings,
  language: string,
  search: HTMLElement,
  targets: Pick<Intents, 'selectSampleType' | 'openHelp'> & { readonly actions: Actions },
): HTMLElement {
  const help = h(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': strings.shortcuts,
      title: `${strings.shortcuts} (?)`,
      onclick: targets.openHelp,
    },
    icon('keyboard'),
  );
  const reset = h(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': strings.resetZoom,
      title: `${strings.resetZoom} (0)`,
      onclick: targets.actions.showAll,
    },
    icon('reset'),
  );
  return h(
    'div',
    { class: 'toolbar' },
    sampleTypeSwitch(store, strings, language, targets.selectSampleType),
    search,
    modeSwitch(store, strings),
    h('span', { class: 'toolbar-end' }, reset, help),
  );
}

function factsOf(state: State, strings: Strings, language: string): readonly string[] {
  const { summary, model } = state;
  const { name } = sampleTypeText(sampleTypeOf(state).type, language);
  return [
    `${visibleText(clipped(name, 60))} ${formatValue(model.view.total, model.unit)}`,
    summary.durationNanos > 0 ? strings.facts.over(formatDuration(summary.durationNanos)) : '',
    strings.facts.stacks(formatCount(summary.sampleCount)),
    visibleText(clipped(summary.binary, 60)),
    capturedAt(summary, language),
  ].filter((fact) => fact !== '');
}

function capturedAt({ timeMillis }: ProfileSummary, language: string): string {
  if (timeMillis <= 0) return '';
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(timeMillis);
}

function sampleTypeSwitch(
  store: Store<State>,
  strings: Strings,
  language: string,
  select: (index: number) => void,
): HTMLElement {
  const { sampleTypes } = store.get().summary;
  const labels = sampleTypes.map(({ type }) => visibleText(clipped(sampleTypeText(type, language).name, 40)));
  if (sampleTypes.length > MOST_SEGMENTS) return sampleTypeList(store, strings, labels, select);
  const buttons = labels.map((label, index) =>
    h(
      'button',
      { type: 'button', role: 'radio', title: typeAndUnit(sampleTypes[index]), onclick: () => select(index) },
      label,
    ),
  );
  const group = h('div', { class: 'segments', role: 'radiogroup', 'aria-label': strings.sampleType }, ...buttons);
  rove(group, buttons);
  store.watch((state, previous) => {
    if (!changed(state, previous, 'model', 'awaited')) return;
    choose(buttons, state.awaited >= 0 ? state.awaited : state.model.view.sampleType);
  });
  return group;
}

function sampleTypeList(
  store: Store<State>,
  strings: Strings,
  labels: readonly string[],
  select: (index: number) => void,
): HTMLElement {
  const options = labels.map((label, index) => h('option', { value: index }, label));
  const list = h(
    'select',
    { class: 'select', 'aria-label': strings.sampleType, onchange: () => select(list.selectedIndex) },
    ...options,
  );
  store.watch((state, previous) => {
    if (changed(state, previous, 'model', 'awaited'))
      list.selectedIndex = state.awaited >= 0 ? state.awaited : state.model.view.sampleType;
  });
  return list;
}

function modeSwitch(store: Store<State>, strings: Strings): HTMLElement {
  const buttons = MODES.map((mode) =>
    h(
      'button',
      { type: 'button', role: 'radio', class: `mode-${mode}`, onclick: () => store.set({ mode }) },
      strings.views[mode],
    ),
  );
  const group = h('div', { class: 'segments', role: 'radiogroup', 'aria-label': strings.view }, ...buttons);
  rove(group, buttons);
  store.watch((state, previous) => {
    if (changed(state, previous, 'mode')) choose(buttons, MODES.indexOf(state.mode));
  });
  return group;
}

function choose(buttons: readonly HTMLElement[], chosen: number): void {
  for (const [index, button] of buttons.entries()) {
    button.setAttribute('aria-checked', String(index === chosen));
    button.tabIndex = index === chosen ? 0 : -1;
  }
}

/** In a radio group the Tab key stops once, and arrows choose. */
function rove(group: HTMLElement, buttons: readonly HTMLElement[]): void {
  const steps: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  group.addEventListener('keydown', (event) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const shown = buttons.filter((button) => button.offsetParent !== null);
    const at = shown.findIndex((button) => button === document.activeElement);
    const next = shown[(at + step + shown.length) % shown.length];
    next?.focus();
    next?.click();
  });
}

function typeAndUnit(sampleType: { readonly type: string; readonly unit: string } | undefined): string {
  return sampleType === undefined ? '' : visibleText(clipped(`${sampleType.type}/${sampleType.unit}`, 80));
}
