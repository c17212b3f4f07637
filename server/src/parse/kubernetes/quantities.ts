import type { Resource } from '../kubernetes.ts';
import {
  asMap,
  get,
  itemsOf,
  keysOf,
  resolveAlias,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from '../yaml/node.ts';
import { scalarSetting } from './settings.ts';

/** A value that the API server reads as a quantity. */
export interface QuantityField {
  /** What it is an amount of: `memory`, `nvidia.com/gpu`, or the field's own name, as `sizeLimit`. */
  readonly resource: string;
  readonly scalar: YamlScalar;
}

/** Every quantity that is written in a resource of a known kind, in the order of the text. */
export function quantitiesOf({ root, podSpec, group, kind }: Resource): readonly QuantityField[] {
  const fields = new Map<YamlScalar, QuantityField>();
  for (const path of FIELDS[`${group}/${kind}`] ?? []) collect(root, path, fields);
  for (const path of podSpec ? POD_FIELDS : []) collect(podSpec, path, fields);
  return [...fields.values()].toSorted((a, b) => a.scalar.span.start - b.scalar.span.start);
}

/**
 * Follows a path like `volumes.*.emptyDir.sizeLimit` or `resources.limits.{}`, where `*` is every item of a list and
 * the last step may be every value of a map. Each step looks at a node once, however many aliases stand for it.
 */
function collect(from: YamlMap | undefined, path: string, fields: Map<YamlScalar, QuantityField>): void {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let nodes: ReadonlySet<YamlNode> = new Set(from ? [from] : []);
  for (const step of steps) nodes = new Set([...nodes].flatMap((node) => next(node, step)));
  for (const node of nodes) {
    const map = asMap(node);
    for (const resource of last === '{}' ? keysOf(map) : [last]) {
      const scalar = scalarSetting(map, resource);
      if (scalar) fields.set(scalar, { resource: resource.replace(/^(?:limits|requests)\./, ''), scalar });
    }
  }
}

function next(node: YamlNode, step: string): readonly YamlNode[] {
  if (step === '*') return itemsOf(node).map((item) => resolveAlias(item) ?? item);
  const value = get(asMap(node), step);
  return value ? [resolveAlias(value) ?? value] : [];
}

const RESOURCES = ['resources.limits.{}', 'resources.requests.{}'];

const POD_FIELDS = [
  ...RESOURCES,
  'overhead.{}',
  ...['containers', 'initContainers'].flatMap((list) => [
    ...RESOURCES.map((path) => `${list}.*.${path}`),
    `${list}.*.env.*.valueFrom.resourceFieldRef.divisor`,
  ]),
  'volumes.*.emptyDir.sizeLimit',
  'volumes.*.downwardAPI.items.*.resourceFieldRef.divisor',
  'volumes.*.projected.sources.*.downwardAPI.items.*.resourceFieldRef.divisor',
  ...RESOURCES.map((path) => `volumes.*.ephemeral.volumeClaimTemplate.spec.${path}`),
];

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  '/PersistentVolumeClaim': RESOURCES.map((path) => `spec.${path}`),
  '/PersistentVolume': ['spec.capacity.{}'],
  '/ResourceQuota': ['spec.hard.{}'],
  '/LimitRange': ['default', 'defaultRequest', 'max', 'maxLimitRequestRatio', 'min'].map(
    (field) => `spec.limits.*.${field}.{}`,
  ),
  'apps/StatefulSet': RESOURCES.map((path) => `spec.volumeClaimTemplates.*.spec.${path}`),
  'autoscaling/HorizontalPodAutoscaler': ['containerResource', 'external', 'object', 'pods', 'resource'].flatMap(
    (metric) => ['averageValue', 'value'].map((field) => `spec.metrics.*.${metric}.target.${field}`),
  ),
  'node.k8s.io/RuntimeClass': ['overhead.podFixed.{}'],
};
