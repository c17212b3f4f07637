import { describeFrame } from './describe.ts';
import { h } from './dom.ts';
import { clipped, shortName } from './names.ts';
import type { State } from './state.ts';
import type { Strings } from './strings.ts';

/** In CSS pixels; the style sheet says the same. */
export const ROW_HEIGHT = 22;

const LONGEST = 300;

export interface RowPlace {
  /** In the whole list, from 0. */
  readonly position: number;
  /** Whether it is the selected function's row. */
  readonly active: boolean;
}

export function tableRow(state: State, frame: number, { position, active }: RowPlace, strings: Strings): HTMLElement {
  const { model, palette } = state;
  const said = describeFrame(model, frame, strings);
  const swatch = h('span', { class: 'swatch', 'aria-hidden': 'true' });
  const { fill, border } = palette.frame(model.frames.origins[frame] ?? 'runtime', model.frames.hues[frame] ?? 0);
  swatch.style.background = fill;
  swatch.style.borderColor = border === '' ? fill : border;
  const row = h(
    'div',
    {
      id: rowId(frame),
      class: 'table-row',
      role: 'row',
      'data-frame': frame,
      'aria-rowindex': position + 2,
      'aria-selected': String(active),
    },
    valueCell('self', said.self, said.selfShare, (model.view.frames.self[frame] ?? 0) / model.view.total),
    valueCell('total', said.total, said.totalShare, (model.view.frames.total[frame] ?? 0) / model.view.total),
    h(
      'div',
      { class: 'cell name', role: 'gridcell', title: clipped(said.name, LONGEST) },
      swatch,
      nameParts(said.name, said.package),
    ),
  );
  row.style.top = `${position * ROW_HEIGHT}px`;
  return row;
}

export function rowId(frame: number): string {
  return `function-${frame}`;
}

function valueCell(column: string, value: string, share: string, part: number): HTMLElement {
  const bar = h('span', { class: 'bar', 'aria-hidden': 'true' });
  bar.style.width = `${Math.min(100, 100 * Math.abs(part))}%`;
  return h(
    'div',
    { class: `cell number ${column}`, role: 'gridcell' },
    bar,
    h('span', { class: 'value' }, value),
    h('span', { class: 'share' }, share),
  );
}

/** What one looks for comes first; the whole path of the package stands behind it, muted, and is the first to be cut. */
function nameParts(name: string, packagePath: string): HTMLElement {
  const path = packagePath.includes('/') ? h('span', { class: 'muted' }, clipped(packagePath, LONGEST)) : '';
  return h('span', { class: 'name-parts' }, clipped(shortName(name), LONGEST), ' ', path);
}
