/** The part of the graph's width that is visible, in the sample type's unit. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Deeper than this, a pixel would stand for less than a billionth of the profile, and Float64 would start to show. */
const DEEPEST = 1e-8;

/** `factor` below 1 zooms in; the value under `anchor` (0…1 across the span) stays where it is. */
export function zoomed(span: Span, total: number, factor: number, anchor: number): Span {
  const width = Math.min(total, Math.max((span.to - span.from) * factor, total * DEEPEST));
  const held = span.from + (span.to - span.from) * anchor;
  return inside({ from: held - width * anchor, to: held - width * anchor + width }, total);
}

/** Moves by a part of the visible width: 0.5 is half a screen to the right. */
export function panned(span: Span, total: number, part: number): Span {
  const shift = (span.to - span.from) * part;
  return inside({ from: span.from + shift, to: span.to + shift }, total);
}

/** The span moved back where it leaves the profile; its width is kept while that is possible. */
export function inside(span: Span, total: number): Span {
  const width = Math.min(total, span.to - span.from);
  const from = Math.min(Math.max(0, span.from), total - width);
  return { from, to: from + width };
}

/** A step of an animation, `part` from 0 to 1. Widths go by their ratio, so a zoom of a thousand looks even. */
export function between(start: Span, end: Span, part: number): Span {
  if (part >= 1) return end;
  const startWidth = start.to - start.from;
  const endWidth = end.to - end.from;
  const width = startWidth * (endWidth / startWidth) ** part;
  // The point that both spans show at the same place is held still; pure pans have none and move evenly.
  const change = startWidth - endWidth;
  const progress = Math.abs(change) < 1e-9 * startWidth ? part : (startWidth - width) / change;
  const from = start.from + (end.from - start.from) * progress;
  return { from, to: from + width };
}

export function sameSpan(one: Span, other: Span): boolean {
  return one.from === other.from && one.to === other.to;
}
