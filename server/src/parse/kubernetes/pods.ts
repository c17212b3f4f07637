import { lineStart, overlaps, type Span } from '../../core/text.ts';
import type { YamlDocument } from '../yaml/document.ts';
import { blockColumn, insertionPoint } from '../yaml/layout.ts';
import { asList, asMap, get, getIn, itemsOf, type YamlMap } from '../yaml/node.ts';
import { stringOf } from '../yaml/scalar.ts';
import { readContainer, type Container } from './container.ts';
import { combine, findDeclarations } from './declarations.ts';

/** What a pod specification is read from. */
export interface PodSource {
  readonly document: YamlDocument;
  /** The resource, for comments: those above it and in it speak of its containers. */
  readonly scope: Span;
  readonly partial: boolean;
  /** Whether somebody fills in a container's image when the object is in the cluster. */
  readonly fillsImage: (container: string) => boolean;
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
  const { document, scope, partial, fillsImage } = source;
  const entries = listEntries(spec, document.text);
  const declarations = findDeclarations(document.text, scope);
  const isOwn = declarations.map(({ offset }) => entries.find((entry) => isWithin(entry, offset, document.text)));
  const shared = combine(declarations.filter((_, index) => !isOwn[index]));
  return entries.flatMap((entry, index) => {
    if (isTorn(entries, index, document)) return [];
    const own = declarations.filter((_, at) => isOwn[at] === entry);
    const podSecurityContext = asMap(get(spec, 'securityContext'));
    const declared = own.length > 0 ? combine([shared, ...own]) : shared;
    const container = readContainer(entry.map, { role: entry.role, podSecurityContext, declared, partial });
    return [fillsImage(container.name) ? { ...container, image: undefined } : container];
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

/** Comments below a container belong to it as long as they are indented deeper than its dash. */
function isWithin({ map, start }: Entry, offset: number, text: string): boolean {
  const column = blockColumn(text, map.span.start);
  const below = column === undefined ? undefined : insertionPoint(text, map, indentOf(text, map.span.start));
  return start <= offset && offset < (below ?? map.span.end);
}

/** Where a node begins, counting the comment lines directly above its line that are indented no deeper. */
export function startWithComments(text: string, offset: number): number {
  let start = lineStart(text, offset);
  // Of several nodes on one line only the first has what stands above.
  if (!/^[ \t]*(?:-[ \t]+)*$/.test(text.slice(start, offset))) return offset;
  const indent = indentOf(text, offset);
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (!/^[ \t]*#/.test(text.slice(above, start)) || indentOf(text, above) > indent) break;
    start = above;
  }
  return start;
}

/** Column of the first character of a line that is not white space. */
function indentOf(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return /^[ \t]*/.exec(text.slice(start, start + 300))?.[0].length ?? 0;
}

/** The pod specification of a resource, or undefined if its kind has none that is known. */
export function podSpecOf(root: YamlMap, group: string, kind: string): YamlMap | undefined {
  const path = POD_PATHS[`${group}/${kind}`];
  return path && asMap(getIn(root, ...path));
}

/** The containers whose images triggers of a DeploymentConfig fill in; what is written there is a stand-in. */
export function triggeredImages(root: YamlMap): (container: string) => boolean {
  const names = itemsOf(getIn(root, 'spec', 'triggers')).flatMap((item) =>
    itemsOf(getIn(asMap(item), 'imageChangeParams', 'containerNames')).map(stringOf),
  );
  return (container) => names.includes(container);
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
  // OpenShift's, the only custom resource here: its template is an ordinary one.
  'apps.openshift.io/DeploymentConfig': TEMPLATE,
  'batch/Job': TEMPLATE,
  'batch/CronJob': ['spec', 'jobTemplate', ...TEMPLATE],
};
