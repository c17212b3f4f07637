import { lineEnd, lineStart, overlaps, type Span } from '../../core/text.ts';
import type { YamlDocument } from '../yaml/document.ts';
import { asList, asMap, get, getIn, type YamlMap } from '../yaml/node.ts';
import { readContainer, type Container } from './container.ts';
import { combine, findDeclarations, type PlacedDeclaration } from './declarations.ts';

/** What a pod specification is read from. */
export interface PodSource {
  readonly document: YamlDocument;
  /** The resource, for comments: those above it and in it speak of its containers. */
  readonly scope: Span;
  readonly partial: boolean;
}

interface Entry {
  readonly map: YamlMap;
  readonly role: Container['role'];
  /** With the comment lines directly above. */
  readonly start: number;
}

const LISTS: readonly (readonly [key: string, role: Container['role']])[] = [
  ['initContainers', 'init'],
  ['containers', 'container'],
  ['ephemeralContainers', 'ephemeral'],
];

/** A pod's containers in the order of the text, without those that a syntax error may have torn. */
export function readContainers(spec: YamlMap, source: PodSource): readonly Container[] {
  const entries = listEntries(spec, source.document.text);
  const declarations = declarationsIn(source);
  const own = entries.map((entry) => within(declarations, ownSpan(entry, source.document.text)));
  const shared = declarations.filter((declaration) => !own.flat().includes(declaration));
  return entries.flatMap(({ map, role }, index) => {
    if (isTorn(entries, index, source.document)) return [];
    const declared = combine([...shared, ...(own[index] ?? [])]);
    const podSecurityContext = asMap(get(spec, 'securityContext'));
    return [readContainer(map, { role, podSecurityContext, declared, partial: source.partial })];
  });
}

/** A container that two lists share through an alias is one container. */
function listEntries(spec: YamlMap, text: string): readonly Entry[] {
  const roles = new Map<YamlMap, Container['role']>();
  for (const [key, role] of LISTS) {
    for (const item of asList(get(spec, key))?.items ?? []) {
      const map = asMap(item);
      if (map && !roles.has(map)) roles.set(map, role);
    }
  }
  return [...roles]
    .map(([map, role]) => ({ map, role, start: startWithComments(text, map.span.start) }))
    .toSorted((a, b) => a.start - b.start);
}

/** The parser goes on behind an error, but what it then reads may belong elsewhere: to the next container at most. */
function isTorn(entries: readonly Entry[], index: number, { problems, text }: YamlDocument): boolean {
  const start = entries[index]?.start ?? 0;
  const end = entries[index + 1]?.start ?? text.length + 1;
  return problems.some(
    ({ kind, span }) => kind === 'syntax' && overlaps({ start, end }, { start: span.start, end: span.end + 1 }),
  );
}

function declarationsIn({ document, scope }: PodSource): readonly PlacedDeclaration[] {
  return within(findDeclarations(document.text), scope);
}

function within(declarations: readonly PlacedDeclaration[], { start, end }: Span): readonly PlacedDeclaration[] {
  return declarations.filter(({ offset }) => start <= offset && offset < end);
}

function ownSpan({ map, start }: Entry, text: string): Span {
  return { start, end: lineEnd(text, map.span.end) };
}

/** Where a node begins, counting the comment lines directly above its line. */
export function startWithComments(text: string, offset: number): number {
  let start = lineStart(text, offset);
  // Of several nodes on one line only the first has what stands above.
  if (!/^[ \t]*(?:-[ \t]+)*$/.test(text.slice(start, offset))) return offset;
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (!/^[ \t]*#/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}

/** The pod specification of a resource, or undefined if its kind has none that is known. */
export function podSpecOf(root: YamlMap, group: string, kind: string): YamlMap | undefined {
  const path = POD_PATHS[`${group}/${kind}`];
  return path && asMap(getIn(root, ...path));
}

const TEMPLATE = ['spec', 'template', 'spec'] as const;

const POD_PATHS: Readonly<Record<string, readonly string[]>> = {
  '/Pod': ['spec'],
  '/PodTemplate': ['template', 'spec'],
  '/ReplicationController': TEMPLATE,
  'apps/Deployment': TEMPLATE,
  'apps/StatefulSet': TEMPLATE,
  'apps/DaemonSet': TEMPLATE,
  'apps/ReplicaSet': TEMPLATE,
  'extensions/Deployment': TEMPLATE,
  'extensions/DaemonSet': TEMPLATE,
  'extensions/ReplicaSet': TEMPLATE,
  'batch/Job': TEMPLATE,
  'batch/CronJob': ['spec', 'jobTemplate', ...TEMPLATE],
};
