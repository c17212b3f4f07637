/**
 * What a hand feels of a large profile: time per frame while panning, zooming, scrolling and pointing in the built
 * viewer, in headless Chromium without a GPU, on a call tree of a million nodes.
 */
import { cpus } from 'node:os';
import { viewOf } from '../media/src/flamegraph/testing/viewOf.ts';
import { closeBrowser, openPanel, type PanelPage } from '../test/webview/harness.ts';
import { markdownTable, millis, quantile } from './table.ts';

const NODES = 1_000_000;
const SAMPLES = 500_000;
const FUNCTIONS = 50_000;
const FRAMES = 120;
const FULL_WIDTH = 500;
const FULL_DEPTH = 24;
const WIDTH = 1600;
const HEIGHT = 700;

const SUMMARY = {
  sampleTypes: [{ type: 'cpu', unit: 'nanoseconds' }],
  defaultSampleType: 0,
  sampleCount: SAMPLES,
  timeMillis: 0,
  durationNanos: 60e9,
  binary: 'shop',
  notices: [],
};

type Gesture = 'pan' | 'zoom' | 'scroll' | 'point' | 'tremble';

const GESTURES: readonly (readonly [gesture: Gesture, title: string])[] = [
  ['zoom', 'zoom in and out, Ctrl + wheel'],
  ['pan', 'pan sideways, zoomed in'],
  ['scroll', 'scroll through the rows'],
  ['point', 'move the pointer over frames'],
];

interface Measured {
  /** Milliseconds of script in each frame: layout of the rows and drawing. */
  readonly script: readonly number[];
  /** Milliseconds from one frame to the next, everything included: 16.7 is the best that 60 Hz allows. */
  readonly interval: readonly number[];
}

/** A table in Markdown, and below it what opening and searching cost. */
export async function flamegraphBench(): Promise<string> {
  const panel = await openPanel({
    entry: 'media/src/flamegraph/main.ts',
    width: WIDTH,
    height: HEIGHT,
    reducedMotion: true,
  });
  try {
    await panel.next('ready');
    const opened = await panel.page.evaluate(openSynthetic, {
      nodes: NODES,
      samples: SAMPLES,
      functions: FUNCTIONS,
      summary: SUMMARY,
    });
    await panel.page.waitForTimeout(1000);
    const rows: string[][] = [];
    for (const [gesture, title] of GESTURES) rows.push(gestureRow(title, await measure(panel, gesture)));
    const search = await panel.page.evaluate(searchTimes);
    await openFull(panel);
    rows.push(
      gestureRow(
        `zoom a little, every pixel full: ${(FULL_WIDTH * FULL_DEPTH).toLocaleString('en')} frames`,
        await measure(panel, 'tremble'),
      ),
    );
    if (panel.problems().length > 0) throw new Error(panel.problems().join('\n'));
    return [
      `Viewer on ${opened.nodes.toLocaleString('en')} nodes, ${FUNCTIONS.toLocaleString('en')} functions, depth ${opened.depth}, ` +
        `${WIDTH} × ${HEIGHT} px, no GPU; ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores.`,
      '',
      markdownTable(['gesture', 'script p50', 'script p95', 'frame to frame p50', 'frame to frame p95'], rows),
      '',
      `From the message to the first picture: ${millis(opened.millis)}. A keystroke of a search over all names and nodes: ` +
        `p50 ${millis(quantile(search, 0.5))}, p95 ${millis(quantile(search, 0.95))}.`,
    ].join('\n');
  } finally {
    await panel.close();
    await closeBrowser();
  }
}

/** The most that can be in view: rows to the bottom, each full of frames just wide enough to be drawn. */
async function openFull(panel: PanelPage): Promise<void> {
  const path = (column: number): string[] =>
    Array.from({ length: FULL_DEPTH }, (_, row) => `github.com/acme/p${(column * 7 + row) % 50}.f${column}`);
  const view = viewOf(Array.from({ length: FULL_WIDTH }, (_, column) => [path(column), 10] as const));
  await panel.send('profile', { name: 'full.pprof', summary: SUMMARY, view, modules: [], hiddenHints: [] });
  await panel.page.getByRole('radio', { name: 'Flame graph' }).click();
  await panel.page.waitForTimeout(500);
}

function gestureRow(title: string, { script, interval }: Measured): string[] {
  const cell = (values: readonly number[], part: number): string => millis(quantile(values, part));
  return [title, cell(script, 0.5), cell(script, 0.95), cell(interval, 0.5), cell(interval, 0.95)];
}

function measure(panel: PanelPage, gesture: Gesture): Promise<Measured> {
  return panel.page.evaluate(drive, { gesture, frames: FRAMES });
}

interface Size {
  readonly nodes: number;
  readonly samples: number;
  readonly functions: number;
  readonly summary: typeof SUMMARY;
}

/** Runs in the page: builds a call tree like that of a large service, hands it to the viewer, waits for the picture. */
async function openSynthetic(
  size: Size,
): Promise<{ readonly nodes: number; readonly depth: number; readonly millis: number }> {
  let seed = 42;
  const random = (): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  const frame = new Uint32Array(size.nodes);
  const parent = new Uint32Array(size.nodes);
  const firstChild = new Uint32Array(size.nodes + 1);
  const self = new Float64Array(size.nodes);
  const total = new Float64Array(size.nodes);
  const level = new Uint8Array(size.nodes);
  total[0] = size.samples * 1e7;
  let count = 1;
  for (let node = 0; node < size.nodes; node++) {
    firstChild[node] = count;
    // Most functions call one, some a few, a dispatcher many.
    const dice = random();
    const wanted = level[node]! < 6 || dice < 0.72 ? 1 : dice < 0.94 ? 2 : 2 + Math.floor(random() * 7);
    const children = node >= count || level[node]! >= 48 ? 0 : Math.min(wanted, size.nodes - count);
    const shares = Array.from({ length: children }, () => random() ** 2 + 0.01).sort((one, other) => other - one);
    const sum = shares.reduce((all, share) => all + share, 0);
    const passed = total[node]! * (children === 0 ? 0 : 0.9 + 0.1 * random());
    for (const share of shares) {
      frame[count] = 1 + Math.floor(random() ** 3 * size.functions);
      parent[count] = node;
      level[count] = level[node]! + 1;
      total[count] = (passed * share) / sum;
      count += 1;
    }
    self[node] = total[node]! - passed;
  }
  firstChild[size.nodes] = count;
  const roots = [
    'example.com/shop/internal',
    'github.com/acme/orm',
    'golang.org/x/net/http2',
    'net/http',
    'runtime',
    'encoding/json',
  ];
  const strings = [
    '',
    '/src/file.go',
    ...Array.from(
      { length: size.functions },
      (_, index) => `${roots[index % roots.length]}/p${index % 97}.(*T${index % 13}).method${index}`,
    ),
  ];
  const frames = size.functions + 1;
  const view = {
    sampleType: 0,
    total: total[0],
    strings,
    frames: {
      name: Uint32Array.from({ length: frames }, (_, index) => (index === 0 ? 0 : index + 1)),
      file: new Uint32Array(frames).fill(1),
      line: new Uint32Array(frames).fill(10),
      self: Float64Array.from({ length: frames }, () => random() * 1e9),
      total: Float64Array.from({ length: frames }, () => random() * 1e10),
    },
    nodes: {
      frame,
      parent,
      firstChild,
      self,
      total,
      inlined: Uint8Array.from(frame, (each) => (each % 5 === 0 ? 1 : 0)),
    },
  };
  const start = performance.now();
  window.postMessage(
    {
      type: 'profile',
      name: 'synthetic.pprof',
      summary: size.summary,
      view,
      modules: ['example.com/shop'],
      hiddenHints: [],
    },
    '*',
  );
  const frameShown = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  while (document.querySelector('main.panes') === null) {
    if (performance.now() - start > 60_000) throw new Error('The viewer showed nothing within a minute.');
    await frameShown();
  }
  await frameShown();
  await frameShown();
  return { nodes: count, depth: Math.max(...level.subarray(-1000)), millis: performance.now() - start };
}

/** Runs in the page: makes one gesture per frame and times each frame, the viewer's script and the whole. */
async function drive({ gesture, frames }: { readonly gesture: Gesture; readonly frames: number }): Promise<Measured> {
  const stage = document.querySelector<HTMLElement>('[role=tree]')!;
  const scroller = document.querySelector<HTMLElement>('.graph-scroller')!;
  const box = stage.getBoundingClientRect();
  const at = { clientX: box.left + box.width * 0.37, clientY: box.top + 200, bubbles: true, cancelable: true };
  const wheel = (init: WheelEventInit): void => void stage.dispatchEvent(new WheelEvent('wheel', { ...at, ...init }));
  const gestures: Readonly<Record<Gesture, (step: number) => void>> = {
    zoom: (step) => wheel({ ctrlKey: true, deltaY: step < frames / 2 ? -20 : 20 }),
    tremble: (step) => wheel({ ctrlKey: true, deltaY: step % 2 === 0 ? -1 : 1 }),
    pan: (step) => wheel({ shiftKey: true, deltaY: step < frames / 2 ? 15 : -15 }),
    scroll: (step) => void (scroller.scrollTop = step < frames / 2 ? step * 10 : (frames - step) * 10),
    point: (step) =>
      void stage.dispatchEvent(
        new PointerEvent('pointermove', {
          ...at,
          clientX: box.left + ((step * 13) % box.width),
          clientY: box.top + ((step * 7) % box.height),
        }),
      ),
  };
  if (gesture === 'pan') for (let step = 0; step < 12; step++) wheel({ ctrlKey: true, deltaY: -40 });
  const script: number[] = [];
  const interval: number[] = [];
  const native = window.requestAnimationFrame.bind(window);
  let spent = 0;
  // The viewer draws in callbacks of its own: each is timed, with the event that led to it.
  window.requestAnimationFrame = (callback) =>
    native((now) => {
      const start = performance.now();
      callback(now);
      spent += performance.now() - start;
    });
  let last = 0;
  for (let step = 0; step < frames; step++) {
    const now = await new Promise<number>((resolve) => native(resolve));
    if (step > 1) {
      script.push(spent);
      interval.push(now - last);
    }
    last = now;
    const start = performance.now();
    gestures[gesture](step);
    spent = performance.now() - start;
  }
  window.requestAnimationFrame = native;
  return { script, interval };
}

/** Runs in the page: types a query letter by letter. */
async function searchTimes(): Promise<readonly number[]> {
  const input = document.querySelector<HTMLInputElement>('[role=search] input')!;
  const times: number[] = [];
  for (const query of ['m', 'me', 'met', 'meth', 'method1', 'method12', 'method123', '/T3.*method4/', 'runtime', '']) {
    input.value = query;
    const start = performance.now();
    input.dispatchEvent(new Event('input', { bubbles: true }));
    times.push(performance.now() - start);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return times;
}

if (import.meta.main) console.log(await flamegraphBench());
