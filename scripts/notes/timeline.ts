import { parse } from 'yaml';

/** What a `timeline` fence holds: lanes over one axis, with spans and moments on them. */
interface Timeline {
  readonly title: string;
  /** Says everything the drawing says, for those who do not see it. */
  readonly description: string;
  readonly axis: { readonly from: number; readonly to: number; readonly step: number; readonly unit: string };
  /** Moments that concern every lane. */
  readonly lines?: readonly Point[];
  readonly lanes: readonly Lane[];
}

interface Lane {
  readonly name: string;
  readonly bars?: readonly Bar[];
  readonly points?: readonly Point[];
}

interface Bar {
  readonly from: number;
  readonly to: number;
  readonly label?: string;
  readonly tone: Tone;
}

interface Point {
  readonly at: number;
  readonly label?: string;
  readonly tone: Tone;
}

/** Each has a colour and a shape of its own, so that colour alone never carries a meaning. */
const TONES = ['steady', 'waste', 'wait', 'none', 'pass', 'fail', 'stop', 'ghost'] as const;
type Tone = (typeof TONES)[number];

const WIDTH = 600;
const LEFT = 14;
const RIGHT = WIDTH - 30;
const TEXT = 18;
const BAR = 26;
const GAP = 12;

/** Draws a timeline as a figure. `id` is unique on the page; `asText` is the label of the textual version. */
export function renderTimeline(
  source: string,
  id: string,
  asText: string,
): { readonly html: string; readonly text: string } {
  const timeline = readTimeline(source);
  const { title, description } = timeline;
  const html = `<figure class="figure"><div class="figure-scroll" role="group" aria-label="${escape(title)}">${drawing(timeline, id)}</div><figcaption>${escape(title)}<details><summary>${escape(asText)}</summary><p id="${id}-text">${escape(description)}</p></details></figcaption></figure>\n`;
  return { html, text: `${title}. ${description}` };
}

function drawing(timeline: Timeline, id: string): string {
  const scale = scaleOf(timeline);
  const header = lineLabels(timeline, scale);
  const parts: string[] = [];
  let y = header.height;
  for (const lane of timeline.lanes) {
    const drawn = laneAt(lane, y, scale, id);
    parts.push(drawn.svg);
    y += drawn.height + GAP;
  }
  const lines = (timeline.lines ?? []).map(
    ({ at, tone }) =>
      `<line class="tl-line ${tone}" x1="${scale(at)}" x2="${scale(at)}" y1="${header.height - 2}" y2="${y - GAP / 2}"/>`,
  );
  const height = y + TEXT + 4;
  const hatch = `<defs><pattern id="${id}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="tl-hatch" width="2" height="6"/></pattern></defs>`;
  return `<svg class="timeline" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escape(timeline.title)}" aria-describedby="${id}-text">${hatch}${lines.join('')}${header.svg}${parts.join('')}${axis(timeline, y - GAP / 2, scale)}</svg>`;
}

type Scale = (value: number) => number;

function scaleOf({ axis: { from, to } }: Timeline): Scale {
  return (value) => {
    if (value < from || value > to) throw new Error(`timeline: ${value} lies outside the axis ${from} to ${to}`);
    return round(LEFT + ((value - from) / (to - from)) * (RIGHT - LEFT));
  };
}

function lineLabels(timeline: Timeline, scale: Scale): { readonly svg: string; readonly height: number } {
  const labels = (timeline.lines ?? []).flatMap(({ at, label, tone }) =>
    label === undefined ? [] : [{ x: scale(at), label, tone }],
  );
  if (labels.length === 0) return { svg: '', height: 0 };
  return { svg: labelRow(labels, TEXT - 6), height: TEXT };
}

function laneAt(lane: Lane, top: number, scale: Scale, id: string): { readonly svg: string; readonly height: number } {
  const barTop = top + TEXT + 2;
  const middle = barTop + BAR / 2;
  const points = lane.points ?? [];
  const labels = points.flatMap(({ at, label, tone }) => (label === undefined ? [] : [{ x: scale(at), label, tone }]));
  const bars = (lane.bars ?? []).map((bar) => barAt(bar, barTop, scale, id));
  const rail = `<line class="tl-rail" x1="${LEFT}" x2="${RIGHT}" y1="${middle}" y2="${middle}"/>`;
  const svg = [
    `<text class="tl-name" x="${LEFT}" y="${top + TEXT - 4}">${escape(lane.name)}</text>`,
    bars.length === 0 ? rail : '',
    ...bars,
    ...points.map((point) => symbolAt(point.tone, scale(point.at), middle)),
    labelRow(labels, barTop + BAR + TEXT - 5),
  ];
  return { svg: svg.join(''), height: TEXT + 2 + BAR + (labels.length === 0 ? 0 : TEXT) };
}

function barAt({ from, to, label, tone }: Bar, y: number, scale: Scale, id: string): string {
  const x = scale(from);
  const width = round(scale(to) - x);
  const box = `x="${x}" y="${y}" width="${width}" height="${BAR}" rx="3"`;
  const hatched = tone === 'wait' ? `<rect ${box} fill="url(#${id}-hatch)"/>` : '';
  const rect = `<rect class="tl-bar ${tone}" ${box}/>${hatched}`;
  if (label === undefined) return rect;
  if (textWidth(label) > width - 6) throw new Error(`timeline: “${label}” does not fit between ${from} and ${to}`);
  return `${rect}<text class="tl-in" x="${round(x + width / 2)}" y="${y + BAR / 2 + 4.5}">${escape(label)}</text>`;
}

function symbolAt(tone: Tone, x: number, y: number): string {
  const circle = `<circle cx="${x}" cy="${y}" r="7.5"/>`;
  const cross = `<path d="M${x - 3} ${y - 3}l6 6m0 -6l-6 6"/>`;
  const tick = `<path d="M${x - 3.5} ${y}l2.5 3l4.5 -5.5"/>`;
  const octagon = `<path d="M${x - 3.5} ${y - 8.5}h7l5 5v7l-5 5h-7l-5 -5v-7z"/>`;
  const shapes: Partial<Record<Tone, string>> = {
    pass: circle + tick,
    fail: circle + cross,
    stop: octagon + cross,
    ghost: circle,
  };
  const shape = shapes[tone];
  if (shape === undefined) throw new Error(`timeline: a point cannot have the tone ${tone}`);
  return `<g class="tl-point ${tone}">${shape}</g>`;
}

/** Puts labels under or over their moments, moved inwards at the edges; two that would overlap are an error. */
function labelRow(
  labels: readonly { readonly x: number; readonly label: string; readonly tone: Tone }[],
  y: number,
): string {
  let end = 0;
  return labels
    .map(({ x, label, tone }) => {
      const half = textWidth(label) / 2;
      const middle = round(Math.min(Math.max(x, half + 2), WIDTH - half - 2));
      if (middle - half < end) throw new Error(`timeline: the label “${label}” overlaps the one before it`);
      end = middle + half + 4;
      return `<text class="tl-label ${tone}" x="${middle}" y="${y}">${escape(label)}</text>`;
    })
    .join('');
}

function axis({ axis: { from, to, step, unit } }: Timeline, y: number, scale: Scale): string {
  const ticks: string[] = [];
  for (let value = from; value <= to; value += step) {
    const x = scale(value);
    const text = value + step > to ? `${value} ${unit}` : String(value);
    ticks.push(
      `<line class="tl-axis" x1="${x}" x2="${x}" y1="${y}" y2="${y + 4}"/><text class="tl-tick" x="${x}" y="${y + TEXT}">${escape(text)}</text>`,
    );
  }
  return `<line class="tl-axis" x1="${LEFT}" x2="${RIGHT}" y1="${y}" y2="${y}"/>${ticks.join('')}`;
}

function readTimeline(source: string): Timeline {
  const data = parse(source) as Timeline | null;
  if (typeof data?.title !== 'string' || typeof data.description !== 'string' || !Array.isArray(data.lanes))
    throw new Error('timeline: title, description and lanes are needed');
  const marks = [...(data.lines ?? []), ...data.lanes.flatMap(({ bars = [], points = [] }) => [...bars, ...points])];
  const stray = marks.find(({ tone }) => !TONES.includes(tone));
  if (stray !== undefined) throw new Error(`timeline: unknown tone ${stray.tone}`);
  return data;
}

/** At 12.5 px: a full-width character is square, the widest proportional fonts average 7.4 px for the rest. */
function textWidth(text: string): number {
  const wide = text.match(/[\u2e80-\u9fff\uff00-\uffef]/g)?.length ?? 0;
  return wide * 12.5 + (text.length - wide) * 7.4;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
