import type { Resource } from '../kubernetes.ts';
import { replaceScalar, setPair, type Edits } from '../yaml/edit.ts';
import { joined } from '../yaml/joined.ts';
import { asList, asMap, asScalar, get, getIn, type YamlMap } from '../yaml/node.ts';
import type { YamlValue } from '../yaml/render.ts';
import { replacePair } from '../yaml/replacePair.ts';
import { integerOf, stringOf } from '../yaml/scalar.ts';

interface Target {
  readonly apiVersion: string;
  readonly same: boolean;
}

/** Rewrites a resource for a newer version of its API; undefined where that takes more than is certain. */
export function migrate(resource: Resource, { apiVersion, same }: Target): Edits {
  const { document, root, kind } = resource;
  const scalar = asScalar(get(root, 'apiVersion'));
  const version = scalar && replaceScalar(document, scalar, apiVersion);
  const rest = same ? [] : STEPS[kind]?.(resource);
  return joined([version, rest]);
}

const STEPS: Readonly<Record<string, (resource: Resource) => Edits>> = {
  Ingress: ingress,
  HorizontalPodAutoscaler: autoscaler,
  Deployment: withSelector,
  DaemonSet: withSelector,
  ReplicaSet: withSelector,
  StatefulSet: withSelector,
};

/** `apps/v1` takes no selector from the template. */
function withSelector({ document, root }: Resource): Edits {
  const spec = asMap(get(root, 'spec'));
  if (!spec || get(spec, 'rollbackTo')) return undefined;
  if (get(spec, 'selector')) return [];
  const labels = asMap(getIn(spec, 'template', 'metadata', 'labels'));
  const pairs = (labels?.pairs ?? []).map(({ key, value }) => [asScalar(key)?.text, stringOf(value)] as const);
  if (pairs.length === 0 || pairs.some((pair) => pair.includes(undefined))) return undefined;
  const matchLabels = Object.fromEntries(pairs as [string, string][]);
  return setPair(document, spec, 'selector', { matchLabels }, ['replicas']);
}

/** Backends have become objects, and every path says how it is compared. */
function ingress(resource: Resource): Edits {
  const { document, root } = resource;
  const spec = asMap(get(root, 'spec'));
  const paths = items(spec, 'rules').flatMap((rule) => items(asMap(get(rule, 'http')), 'paths'));
  const edits = [
    ...paths.map((path) => inPath(resource, path)),
    ...(get(spec, 'backend') && spec ? [replaced(document, spec, 'defaultBackend')] : []),
  ];
  return apart(joined(edits));
}

function inPath({ document }: Resource, path: YamlMap): Edits {
  const backend = replaced(document, path, 'backend');
  if (get(path, 'pathType')) return backend;
  const type = setPair(document, path, 'pathType', 'ImplementationSpecific', ['path']);
  return joined([backend, type]);
}

function replaced(document: Resource['document'], map: YamlMap, key: string): Edits {
  const value = backendOf(asMap(get(map, 'backend')));
  return value === undefined ? undefined : replacePair(document, map, 'backend', key, value);
}

function backendOf(backend: YamlMap | undefined): YamlValue | undefined {
  const name = stringOf(get(backend, 'serviceName'));
  const port = get(backend, 'servicePort');
  const number = integerOf(port);
  const text = stringOf(port);
  if (name === undefined || backend?.pairs.length !== 2) return undefined;
  if (number !== undefined) return { service: { name, port: { number } } };
  return text === undefined ? undefined : { service: { name, port: { name: text } } };
}

/** From `targetAverageUtilization` to `target`; other metrics than resources are left to people. */
function autoscaler(resource: Resource): Edits {
  const edits = items(asMap(get(resource.root, 'spec')), 'metrics').map((metric) => inMetric(resource, metric));
  return joined(edits);
}

function inMetric({ document }: Resource, metric: YamlMap): Edits {
  const source = asMap(get(metric, 'resource'));
  const averageUtilization = integerOf(get(source, 'targetAverageUtilization'));
  const averageValue = stringOf(get(source, 'targetAverageValue'));
  if (!source) return undefined;
  if (averageUtilization !== undefined)
    return replacePair(document, source, 'targetAverageUtilization', 'target', {
      type: 'Utilization',
      averageUtilization,
    });
  return averageValue === undefined
    ? undefined
    : replacePair(document, source, 'targetAverageValue', 'target', { type: 'AverageValue', averageValue });
}

function items(map: YamlMap | undefined, key: string): readonly YamlMap[] {
  return (asList(get(map, key))?.items ?? []).flatMap((item) => asMap(item) ?? []);
}

/** Undefined if two edits would touch. */
function apart(edits: Edits): Edits {
  const sorted = (edits ?? []).toSorted((a, b) => a.span.start - b.span.start);
  return sorted.some(({ span }, index) => index > 0 && span.start < (sorted[index - 1]?.span.end ?? 0))
    ? undefined
    : edits;
}
