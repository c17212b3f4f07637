import type { ProfileSummary } from '../../media/src/protocol.ts';
import { viewOf, type Stack } from '../../media/src/flamegraph/testing/viewOf.ts';
import { openPanel, settled, type PanelOptions, type PanelPage } from './harness.ts';

const SHOP = 'github.com/acme/shop';

/** 10 s of CPU time: 4 s in the shop's own code, 3 s in a dependency, 3 s in the standard library and the runtime. */
const STACKS: readonly Stack[] = [
  [
    [
      'main.main @ /src/cmd/api/main.go:12',
      'net/http.(*conn).serve @ /usr/local/go/src/net/http/server.go:1907',
      `${SHOP}/cart.(*Cart).Total @ /src/cart/total.go:41`,
    ],
    2e9,
  ],
  [
    [
      'main.main @ /src/cmd/api/main.go:12',
      'net/http.(*conn).serve @ /usr/local/go/src/net/http/server.go:1907',
      `${SHOP}/cart.(*Cart).Total @ /src/cart/total.go:41`,
      `~${SHOP}/cart.Price @ /src/cart/price.go:7`,
    ],
    1.5e9,
  ],
  [
    [
      'main.main @ /src/cmd/api/main.go:12',
      'net/http.(*conn).serve @ /usr/local/go/src/net/http/server.go:1907',
      'golang.org/x/net/http2.(*Framer).WriteData @ /go/pkg/mod/golang.org/x/net@v0.50.0/http2/frame.go:620',
    ],
    3e9,
  ],
  [
    [
      'main.main @ /src/cmd/api/main.go:12',
      'net/http.(*conn).serve @ /usr/local/go/src/net/http/server.go:1907',
      'encoding/json.Marshal @ /usr/local/go/src/encoding/json/encode.go:171',
    ],
    1e9,
  ],
  [
    ['main.main @ /src/cmd/api/main.go:12', 'encoding/json.Marshal @ /usr/local/go/src/encoding/json/encode.go:171'],
    0.5e9,
  ],
  [
    [
      'runtime.gcBgMarkWorker @ /usr/local/go/src/runtime/mgc.go:1419',
      'runtime.gcDrain @ /usr/local/go/src/runtime/mgcmark.go:1144',
    ],
    1.5e9,
  ],
  [['main.main @ /src/cmd/api/main.go:12'], 0.5e9],
];

const SUMMARY: ProfileSummary = {
  sampleTypes: [
    { type: 'samples', unit: 'count' },
    { type: 'cpu', unit: 'nanoseconds' },
  ],
  defaultSampleType: 1,
  sampleCount: 7,
  timeMillis: 0,
  durationNanos: 30e9,
  binary: 'api',
  notices: [],
};

export interface Shown {
  readonly stacks?: readonly Stack[];
  readonly summary?: Partial<ProfileSummary>;
  readonly hiddenHints?: readonly string[];
}

/** The panel with a profile in it, as the host would send it. */
export async function openProfilePanel(
  shown: Shown = {},
  options: Omit<PanelOptions, 'entry'> = {},
): Promise<PanelPage> {
  const panel = await openPanel({ entry: 'media/src/flamegraph/main.ts', reducedMotion: true, ...options });
  await panel.next('ready');
  await sendProfile(panel, shown);
  return panel;
}

export async function sendProfile(
  panel: PanelPage,
  { stacks = STACKS, summary = {}, hiddenHints = [] }: Shown = {},
): Promise<void> {
  const whole = { ...SUMMARY, ...summary };
  const view = viewOf(stacks, whole.defaultSampleType);
  await panel.send('profile', { name: 'cpu.pprof', summary: whole, view, modules: [SHOP], hiddenHints });
  await panel.page.waitForSelector('main.panes');
  await settled(panel);
}

/** What a screen reader reads as the selected item of the graph. */
export async function selectedItem({ page }: PanelPage): Promise<string> {
  return page.evaluate(() => {
    const id = document.querySelector('[role=tree]')?.getAttribute('aria-activedescendant') ?? '';
    return document.getElementById(id)?.textContent ?? '';
  });
}

/** Middle of the frame in row `row` (0 is the root) at `part` of the graph's width. */
export async function pointInGraph(
  { page }: PanelPage,
  row: number,
  part: number,
): Promise<readonly [x: number, y: number]> {
  const box = await page.locator('[role=tree] canvas').first().boundingBox();
  if (box === null) throw new Error('The graph is not shown.');
  const rowHeight = await page.evaluate(() => Math.round(12 * 1.25) + 6);
  return [box.x + box.width * part, box.y + rowHeight * (row + 0.5)];
}

export async function crumbs({ page }: PanelPage): Promise<readonly string[]> {
  return page.locator('nav.crumbs button').allTextContents();
}
