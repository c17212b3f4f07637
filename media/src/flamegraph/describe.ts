import { formatShare, formatValue } from './format.ts';
import type { Model } from './model.ts';
import { clipped, withoutTypeArguments } from './names.ts';
import type { Strings } from './strings.ts';

/** What tooltip, details bar, tree and table say about one node or one function. */
export interface Description {
  readonly name: string;
  readonly total: string;
  readonly totalShare: string;
  readonly self: string;
  readonly selfShare: string;
  /** `cart/total.go:41`, '' if the profile does not say. */
  readonly place: string;
  readonly package: string;
  /** `your code`, `dependency · inlined`, … */
  readonly kind: string;
}

export function describeNode(model: Model, node: number, strings: Strings): Description {
  const { nodes } = model.view;
  const inlined = nodes.inlined[node] === 1;
  return describe(
    model,
    nodes.frame[node] ?? 0,
    { self: nodes.self[node] ?? 0, total: nodes.total[node] ?? 0, inlined },
    strings,
  );
}

export function describeFrame(model: Model, frame: number, strings: Strings): Description {
  const { self, total } = model.view.frames;
  return describe(model, frame, { self: self[frame] ?? 0, total: total[frame] ?? 0, inlined: false }, strings);
}

/** One line for a screen reader: name, total, share, self, place. */
export function spoken(description: Description, strings: Strings): string {
  const { name, total, totalShare, self, place, kind } = description;
  return [
    clipped(withoutTypeArguments(name), 200),
    `${strings.total} ${total}`,
    totalShare,
    `${strings.self} ${self}`,
    place,
    kind,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** The last two parts of a path are enough to recognise a file. */
function shortPlace(file: string, line: number): string {
  if (file === '') return '';
  const short = file.split(/[\\/]/).slice(-2).join('/');
  return line > 0 ? `${short}:${line}` : short;
}

interface Values {
  readonly self: number;
  readonly total: number;
  readonly inlined: boolean;
}

function describe(model: Model, frame: number, { self, total, inlined }: Values, strings: Strings): Description {
  const { frames, unit, view } = model;
  const origin = frame === 0 ? '' : strings.originsOne[frames.origins[frame] ?? 'runtime'];
  return {
    name: nameOf(model, frame, strings),
    total: formatValue(total, unit),
    totalShare: formatShare(total, view.total),
    self: formatValue(self, unit),
    selfShare: formatShare(self, view.total),
    place: shortPlace(frames.files[frame] ?? '', view.frames.line[frame] ?? 0),
    package: frame === 0 ? '' : (frames.packages[frame] ?? ''),
    kind: [origin, inlined ? strings.inlined : ''].filter((part) => part !== '').join(' · '),
  };
}

export function nameOf(model: Model, frame: number, strings: Strings): string {
  if (frame === 0) return strings.all;
  return (model.frames.names[frame] ?? '') || strings.unnamed;
}
