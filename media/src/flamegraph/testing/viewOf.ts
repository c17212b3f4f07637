import type { ProfileView } from '../../protocol.ts';

/**
 * A stack from the root to the leaf and the value that its leaf has of its own. A frame is written as its name, or as
 * `name @ file:line`; with a leading `~` it is inlined into the one before it.
 */
export type Stack = readonly [frames: readonly string[], self: number];

/** Builds the view that the worker would send: columns, breadth first, siblings by falling |total|. */
export function viewOf(stacks: readonly Stack[], sampleType = 0): ProfileView {
  const frames: Frame[] = [{ name: '', file: '', line: 0, self: 0, total: 0 }];
  const ids = new Map<string, number>();
  const root: Node = { frame: 0, inlined: false, self: 0, total: 0, children: new Map() };
  for (const [names, value] of stacks) {
    const path = [root];
    for (const text of names) path.push(step(path.at(-1) ?? root, text, frames, ids));
    for (const node of path) node.total += value;
    for (const frame of new Set(path.map((node) => node.frame))) (frames[frame] as Frame).total += value;
    const leaf = path.at(-1) ?? root;
    leaf.self += value;
    (frames[leaf.frame] as Frame).self += value;
  }
  const strings = [...new Set(frames.flatMap((frame) => [frame.name, frame.file]))];
  return {
    sampleType,
    total: stacks.reduce((sum, [, value]) => sum + Math.abs(value), 0),
    strings,
    frames: {
      name: Uint32Array.from(frames, (frame) => strings.indexOf(frame.name)),
      file: Uint32Array.from(frames, (frame) => strings.indexOf(frame.file)),
      line: Uint32Array.from(frames, (frame) => frame.line),
      self: Float64Array.from(frames, (frame) => frame.self),
      total: Float64Array.from(frames, (frame) => frame.total),
    },
    nodes: columnsOf(root),
  };
}

interface Frame {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  self: number;
  total: number;
}

interface Node {
  readonly frame: number;
  readonly inlined: boolean;
  self: number;
  total: number;
  readonly children: Map<number, Node>;
}

function step(parent: Node, text: string, frames: Frame[], ids: Map<string, number>): Node {
  const inlined = text.startsWith('~');
  const written = inlined ? text.slice(1) : text;
  const { name, file = '', line = '0' } = /^(?<name>.*?)(?: @ (?<file>.*):(?<line>\d+))?$/s.exec(written)?.groups ?? {};
  const known = ids.get(written);
  const frame = known ?? frames.length;
  if (known === undefined) {
    ids.set(written, frame);
    frames.push({ name: name ?? '', file, line: Number(line), self: 0, total: 0 });
  }
  const child = parent.children.get(frame) ?? { frame, inlined, self: 0, total: 0, children: new Map<number, Node>() };
  parent.children.set(frame, child);
  return child;
}

function columnsOf(root: Node): ProfileView['nodes'] {
  const order: { readonly node: Node; readonly parent: number }[] = [{ node: root, parent: 0 }];
  const firstChild: number[] = [];
  for (let id = 0; id < order.length; id++) {
    firstChild.push(order.length);
    const children = [...(order[id]?.node.children.values() ?? [])];
    children.sort((one, other) => Math.abs(other.total) - Math.abs(one.total) || one.frame - other.frame);
    for (const node of children) order.push({ node, parent: id });
  }
  firstChild.push(order.length);
  return {
    frame: Uint32Array.from(order, ({ node }) => node.frame),
    parent: Uint32Array.from(order, ({ parent }) => parent),
    firstChild: Uint32Array.from(firstChild),
    self: Float64Array.from(order, ({ node }) => node.self),
    total: Float64Array.from(order, ({ node }) => node.total),
    inlined: Uint8Array.from(order, ({ node }) => (node.inlined ? 1 : 0)),
  };
}
