import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PALETTE_SIZE = 256;
/** How many of them go to the most frequent colours. */
const FREQUENT = 128;
const TRUECOLOUR = 2;
const TRUECOLOUR_WITH_ALPHA = 6;
const PALETTE = 3;

interface Picture {
  readonly width: number;
  readonly height: number;
  /** One number per pixel: 0xRRGGBB. */
  readonly pixels: Uint32Array;
}

/**
 * A screenshot with at most 256 colours, a third of its size. What covers an area keeps its colour; the many blends at
 * the edges of letters take the nearest that is left.
 */
export function reduceColours(png: Buffer): Buffer {
  const { width, height, pixels } = decode(png);
  const counts = new Map<number, number>();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const palette = choosePalette(counts);
  const indexOf = new Map([...counts.keys()].map((colour) => [colour, nearest(palette, colour)]));

  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < pixels.length; at += 1) {
    rows[at + Math.floor(at / width) + 1] = indexOf.get(pixels[at] ?? 0) ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, PALETTE], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff]));
  const parts = [chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', deflateSync(rows, { level: 9 }))];
  return Buffer.concat([SIGNATURE, ...parts, chunk('IEND', Buffer.alloc(0))]);
}

/** The most frequent colours, and then those that would be missed most: far from all of them, though only in an icon. */
function choosePalette(counts: ReadonlyMap<number, number>): number[] {
  const byFrequency = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
  const palette = byFrequency.slice(0, FREQUENT);
  const others = byFrequency.slice(FREQUENT).map((colour) => ({ colour, weight: Math.sqrt(counts.get(colour) ?? 0) }));
  const errors = others.map(({ colour }) => distance(colour, palette[nearest(palette, colour)] ?? 0));
  while (palette.length < PALETTE_SIZE && palette.length < counts.size) {
    const losses = others.map(({ weight }, at) => weight * (errors[at] ?? 0));
    const chosen = others[losses.indexOf(Math.max(...losses))]?.colour ?? 0;
    palette.push(chosen);
    for (const [at, { colour }] of others.entries()) errors[at] = Math.min(errors[at] ?? 0, distance(colour, chosen));
  }
  return palette;
}

function nearest(palette: readonly number[], colour: number): number {
  const distances = palette.map((candidate) => distance(candidate, colour));
  return distances.indexOf(Math.min(...distances));
}

/** How far apart two colours look: the eye sees green best and blue worst. */
function distance(a: number, b: number): number {
  const red = (a >> 16) - (b >> 16);
  const green = ((a >> 8) & 0xff) - ((b >> 8) & 0xff);
  const blue = (a & 0xff) - (b & 0xff);
  return 2 * red * red + 4 * green * green + blue * blue;
}

/** Reads a PNG as browsers write screenshots: 8 bits a channel, not interlaced. Transparency is dropped. */
function decode(png: Buffer): Picture {
  const data: Buffer[] = [];
  let [width, height, depth, type, interlace] = [0, 0, 0, 0, 0];
  for (let at = SIGNATURE.length; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const body = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    const name = png.toString('latin1', at + 4, at + 8);
    if (name === 'IDAT') data.push(body);
    if (name !== 'IHDR') continue;
    [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
    [depth, type, interlace] = [body.readUInt8(8), body.readUInt8(9), body.readUInt8(12)];
  }
  if (depth !== 8 || interlace !== 0 || (type !== TRUECOLOUR && type !== TRUECOLOUR_WITH_ALPHA)) {
    throw new Error('This is no PNG as a browser writes its screenshots.');
  }
  const bytes = type === TRUECOLOUR ? 3 : 4;
  const samples = unfilter(inflateSync(Buffer.concat(data)), width * bytes, height, bytes);
  const pixels = new Uint32Array(width * height);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = samples.readUIntBE(at * bytes, 3);
  return { width, height, pixels };
}

/** Takes back the prediction that each row was stored with (PNG specification, section 9). */
function unfilter(stored: Buffer, stride: number, height: number, bytes: number): Buffer {
  const rows = Buffer.alloc(stride * height);
  // What lies outside of the picture counts as 0.
  const sample = (x: number, y: number) => (x < 0 || y < 0 ? 0 : (rows[y * stride + x] ?? 0));
  for (let y = 0; y < height; y += 1) {
    const filter = stored[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const prediction = predict(filter, sample(x - bytes, y), sample(x, y - 1), sample(x - bytes, y - 1));
      rows[y * stride + x] = (stored[y * (stride + 1) + x + 1] ?? 0) + prediction;
    }
  }
  return rows;
}

function predict(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  return filter === 4 ? paeth(left, up, corner) : 0;
}

function paeth(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [left, up, corner].map((each) => Math.abs(left + up - corner - each));
  if ((toLeft ?? 0) <= (toUp ?? 0) && (toLeft ?? 0) <= (toCorner ?? 0)) return left;
  return (toUp ?? 0) <= (toCorner ?? 0) ? up : corner;
}

function chunk(name: string, body: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(body.length, 0);
  frame.writeUInt32BE(crc32(content), 4);
  return Buffer.concat([frame.subarray(0, 4), content, frame.subarray(4)]);
}
