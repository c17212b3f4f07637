import { shift, type Span } from '../../core/text.ts';
import type { PlacedManifest, Resource } from '../../parse/kubernetes.ts';
import type { Container, ContainerPort } from '../../parse/kubernetes/container.ts';
import { scalarSetting } from '../../parse/kubernetes/settings.ts';
import { asMap, findPair, get, getIn, itemsOf, type YamlMap, type YamlNode } from '../../parse/yaml/node.ts';
import type { OutlineItem } from '../answers.ts';
import { shorten } from '../markdown.ts';

type Kind = 'resource' | 'container' | 'port' | 'volume' | 'probe' | 'variable' | 'key' | 'rule';

export type KubernetesOutlineItem = OutlineItem<Kind>;

/** Far more than anybody looks through. */
const MANY = 200;

/** Resources with what people look for in them; undefined in a file that has none. */
export function kubernetesOutline(manifests: readonly PlacedManifest[]): KubernetesOutlineItem[] | undefined {
  if (manifests.length === 0) return undefined;
  return manifests.flatMap(({ manifest, offset }) =>
    manifest.resources.map((resource) => moved(resourceItem(resource), offset)),
  );
}

function moved(item: KubernetesOutlineItem, by: number): KubernetesOutlineItem {
  return {
    ...item,
    // Editors refuse an entry without a name.
    name: shorten(item.name.replaceAll(/\s+/g, ' ').trim(), 80) || '…',
    span: shift(item.span, by),
    selection: shift(item.selection, by),
    children: item.children.map((child) => moved(child, by)),
  };
}

function resourceItem(resource: Resource): KubernetesOutlineItem {
  const { kind, name, namespace, apiVersion, root, nameSpan } = resource;
  return {
    kind: 'resource',
    name: name === '' ? kind : `${kind}/${name}`,
    detail: namespace === '' ? apiVersion : `${apiVersion} ${namespace}`,
    span: holding(root.span, nameSpan),
    selection: nameSpan,
    children: partsOf(resource),
  };
}

/** Editors refuse an entry whose name lies outside of it, as one does that an alias brings in. */
function holding(outer: Span, inner: Span): Span {
  return { start: Math.min(outer.start, inner.start), end: Math.max(outer.end, inner.end) };
}

function partsOf(resource: Resource): KubernetesOutlineItem[] {
  const { podSpec, containers, root, kind, group } = resource;
  const find = group === '' || group.endsWith('.k8s.io') ? PARTS[kind] : undefined;
  const parts = [
    ...containers.map(containerItem),
    ...(podSpec ? named(get(podSpec, 'volumes'), 'volume', sourceOf) : []),
    ...(find?.(root) ?? []),
  ];
  // What is shared through an alias lies elsewhere.
  return parts.filter(({ span }) => root.span.start <= span.start && span.end <= root.span.end);
}

const ROLES: Readonly<Record<Container['role'], string>> = {
  container: '',
  sidecar: 'sidecar',
  init: 'init',
  ephemeral: 'ephemeral',
};

function containerItem(container: Container): KubernetesOutlineItem {
  const { name, nameSpan, image, map, role, ports } = container;
  const details = [ROLES[role], image?.text ?? ''].filter((text) => text !== '');
  const children = [
    ...ports.flatMap(portItem),
    ...PROBES.flatMap((probe) => pairItem(map, probe, 'probe')),
    ...container.env.slice(0, MANY).map((variable) => whole(variable.map, 'variable', variable.name, '')),
    ...pairItem(map, 'resources', 'key'),
  ];
  return {
    kind: 'container',
    name: name === '' ? 'container' : name,
    detail: details.join(' '),
    span: holding(map.span, nameSpan),
    selection: nameSpan,
    children: children.filter(({ span }) => map.span.start <= span.start && span.end <= map.span.end),
  };
}

const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'] as const;

function portItem({ map, name, containerPort, protocol }: ContainerPort): KubernetesOutlineItem[] {
  if (!containerPort) return [];
  const number = `${containerPort.value}/${protocol}`;
  return [whole(map, 'port', name?.text ?? number, name ? number : '')];
}

function pairItem(map: YamlMap, key: string, kind: Kind): KubernetesOutlineItem[] {
  const pair = findPair(map, key);
  if (!pair) return [];
  const span = { start: pair.key.span.start, end: Math.max(pair.key.span.end, pair.value.span.end) };
  return [{ kind, name: key, detail: '', span, selection: pair.key.span, children: [] }];
}

function whole({ span }: YamlMap, kind: Kind, name: string, detail: string): KubernetesOutlineItem {
  return { kind, name, detail, span, selection: span, children: [] };
}

function named(list: YamlNode | undefined, kind: Kind, detail: (map: YamlMap) => string): KubernetesOutlineItem[] {
  return itemsOf(list)
    .slice(0, MANY)
    .flatMap((item) => {
      const map = asMap(item);
      const name = scalarSetting(map, 'name');
      return map && name ? [{ ...whole(map, kind, name.text, detail(map)), selection: name.span }] : [];
    })
    .filter(({ span, selection }) => span.start <= selection.start && selection.end <= span.end);
}

/** `configMap`, `emptyDir`. */
function sourceOf(volume: YamlMap): string {
  const keys = volume.pairs.flatMap(({ key }) => (key.type === 'scalar' && key.text !== 'name' ? [key.text] : []));
  return keys[0] ?? '';
}

/** What other kinds hold. */
const PARTS: Readonly<Record<string, (root: YamlMap) => KubernetesOutlineItem[]>> = {
  ConfigMap: (root) => [...keysOf(root, 'data'), ...keysOf(root, 'binaryData')],
  Secret: (root) => [...keysOf(root, 'data'), ...keysOf(root, 'stringData')],
  Service: (root) =>
    itemsOf(getIn(root, 'spec', 'ports')).flatMap((item) => {
      const map = asMap(item);
      const port = scalarSetting(map, 'port')?.text;
      if (!map || port === undefined) return [];
      const target = scalarSetting(map, 'targetPort')?.text ?? port;
      const detail = target === port ? '' : `→ ${target}`;
      return [whole(map, 'port', scalarSetting(map, 'name')?.text ?? port, `${port} ${detail}`.trim())];
    }),
  Ingress: (root) =>
    itemsOf(getIn(root, 'spec', 'rules')).flatMap((item) => {
      const map = asMap(item);
      return map ? [whole(map, 'rule', scalarSetting(map, 'host')?.text ?? '*', '')] : [];
    }),
  Role: rules,
  ClusterRole: rules,
};

function keysOf(root: YamlMap, field: string): KubernetesOutlineItem[] {
  const map = asMap(get(root, field));
  return (map?.pairs.slice(0, MANY) ?? []).flatMap(({ key }) =>
    map && key.type === 'scalar' && key.text !== '' ? pairItem(map, key.text, 'key') : [],
  );
}

function rules(root: YamlMap): KubernetesOutlineItem[] {
  return itemsOf(get(root, 'rules')).flatMap((item) => {
    const map = asMap(item);
    const resources = itemsOf(get(map, 'resources')).flatMap((each) => (each.type === 'scalar' ? [each.text] : []));
    const verbs = itemsOf(get(map, 'verbs')).flatMap((each) => (each.type === 'scalar' ? [each.text] : []));
    return map && resources.length > 0 ? [whole(map, 'rule', resources.join(', '), verbs.join(', '))] : [];
  });
}
