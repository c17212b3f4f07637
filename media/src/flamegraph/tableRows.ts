import type { Model } from './model.ts';
import { namesFor } from './search.ts';

export type Column = 'self' | 'total' | 'name';

export interface Sort {
  readonly column: Column;
  readonly direction: 'ascending' | 'descending';
}

/** Frames to list, in order: every function that has a value, filtered by its name. Equal values go by name. */
export function tableRows(model: Model, sort: Sort, filter: string): Uint32Array {
  const { self, total } = model.view.frames;
  const { names } = model.frames;
  const searched = namesFor(model, filter);
  const wanted = filter.trim().toLowerCase();
  const rows: number[] = [];
  for (let frame = 1; frame < names.length; frame++) {
    if (self[frame] === 0 && total[frame] === 0) continue;
    if (wanted !== '' && !(searched[frame] ?? '').toLowerCase().includes(wanted)) continue;
    rows.push(frame);
  }
  const sign = sort.direction === 'ascending' ? 1 : -1;
  const byName = (one: number, other: number): number =>
    compareText(names[one] ?? '', names[other] ?? '') || one - other;
  if (sort.column === 'name') return Uint32Array.from(rows).sort((one, other) => sign * byName(one, other));
  const values = sort.column === 'self' ? self : total;
  const magnitude = (frame: number): number => Math.abs(values[frame] ?? 0);
  return Uint32Array.from(rows).sort((one, other) => sign * (magnitude(one) - magnitude(other)) || byName(one, other));
}

/** A second click turns the direction; numbers start with the largest, names with A. */
export function nextSort(sort: Sort, column: Column): Sort {
  if (sort.column !== column) return { column, direction: column === 'name' ? 'ascending' : 'descending' };
  return { column, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' };
}

/** By code unit, as pprof sorts names: the same list on every machine. */
function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
