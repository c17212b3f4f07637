import type { Span } from '../../core/text.ts';
import { asMap, asScalar, findPair, get, itemsOf, type YamlMap, type YamlScalar } from '../yaml/node.ts';
import { integerOf } from '../yaml/scalar.ts';
import { scalarSetting } from './settings.ts';

export type ProbeKind = 'livenessProbe' | 'readinessProbe' | 'startupProbe';

/** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe */
export interface Probe {
  readonly kind: ProbeKind;
  readonly map: YamlMap;
  readonly keySpan: Span;
  /** Absent if none, or more than one, is written. */
  readonly handler: ProbeHandler | undefined;
  readonly initialDelaySeconds: ProbeNumber;
  readonly timeoutSeconds: ProbeNumber;
  readonly periodSeconds: ProbeNumber;
  readonly failureThreshold: ProbeNumber;
  readonly successThreshold: ProbeNumber;
}

/** A number as the API server has it after filling in defaults. */
export interface ProbeNumber {
  /** Absent if what is written is not an integer. */
  readonly value: number | undefined;
  /** Absent if it is the default. */
  readonly span: Span | undefined;
}

export type ProbeHandler =
  | {
      readonly type: 'httpGet';
      readonly span: Span;
      readonly map: YamlMap;
      readonly port: YamlScalar | undefined;
      readonly path: string;
      readonly host: string;
      readonly scheme: string;
      /** `name: value`, with the name in lower case, sorted. */
      readonly headers: readonly string[];
    }
  | {
      readonly type: 'tcpSocket';
      readonly span: Span;
      readonly map: YamlMap;
      readonly port: YamlScalar | undefined;
      readonly host: string;
    }
  | {
      readonly type: 'grpc';
      readonly span: Span;
      readonly map: YamlMap;
      readonly port: YamlScalar | undefined;
      readonly service: string;
    }
  | { readonly type: 'exec'; readonly span: Span; readonly map: YamlMap; readonly command: readonly YamlScalar[] };

/** The probes that a container has, in the order in which they begin to matter. */
export function probesOf(container: Probed): readonly Probe[] {
  return [container.startupProbe, container.livenessProbe, container.readinessProbe].flatMap((probe) => probe ?? []);
}

interface Probed {
  readonly livenessProbe: Probe | undefined;
  readonly readinessProbe: Probe | undefined;
  readonly startupProbe: Probe | undefined;
}

const DEFAULTS = {
  initialDelaySeconds: 0,
  timeoutSeconds: 1,
  periodSeconds: 10,
  failureThreshold: 3,
  successThreshold: 1,
} as const;

export function readProbe(container: YamlMap, kind: ProbeKind): Probe | undefined {
  const map = asMap(get(container, kind));
  if (!map) return undefined;
  const number = (field: keyof typeof DEFAULTS): ProbeNumber => readNumber(map, field);
  return {
    kind,
    map,
    keySpan: findPair(container, kind)?.key.span ?? map.span,
    handler: readHandler(map),
    initialDelaySeconds: number('initialDelaySeconds'),
    timeoutSeconds: number('timeoutSeconds'),
    periodSeconds: number('periodSeconds'),
    failureThreshold: number('failureThreshold'),
    successThreshold: number('successThreshold'),
  };
}

/** The API server replaces a zero by the default, as its types cannot tell it from an absent field. */
function readNumber(map: YamlMap, field: keyof typeof DEFAULTS): ProbeNumber {
  const scalar = scalarSetting(map, field);
  if (!scalar) return { value: DEFAULTS[field], span: undefined };
  const value = integerOf(scalar);
  return { value: value === 0 ? DEFAULTS[field] : value, span: scalar.span };
}

const HANDLERS: Readonly<Record<ProbeHandler['type'], (map: YamlMap) => ProbeHandler>> = {
  httpGet: (map) => ({
    type: 'httpGet',
    map,
    span: map.span,
    port: scalarSetting(map, 'port'),
    path: text(map, 'path') || '/',
    host: text(map, 'host'),
    scheme: text(map, 'scheme').toUpperCase() || 'HTTP',
    headers: headers(map),
  }),
  tcpSocket: (map) => ({
    type: 'tcpSocket',
    map,
    span: map.span,
    port: scalarSetting(map, 'port'),
    host: text(map, 'host'),
  }),
  grpc: (map) => ({
    type: 'grpc',
    map,
    span: map.span,
    port: scalarSetting(map, 'port'),
    service: text(map, 'service'),
  }),
  exec: (map) => ({ type: 'exec', map, span: map.span, command: scalarItems(map, 'command') }),
};

function readHandler(probe: YamlMap): ProbeHandler | undefined {
  const found = Object.entries(HANDLERS).flatMap(([type, read]) => {
    const map = asMap(get(probe, type));
    return map ? [read(map)] : [];
  });
  return found.length === 1 ? found[0] : undefined;
}

export function scalarItems(map: YamlMap, key: string): readonly YamlScalar[] {
  return itemsOf(get(map, key)).flatMap((item) => asScalar(item) ?? []);
}

function headers(map: YamlMap): readonly string[] {
  const items = itemsOf(get(map, 'httpHeaders'));
  return items.map((item) => `${text(asMap(item), 'name').toLowerCase()}: ${text(asMap(item), 'value')}`).toSorted();
}

function text(map: YamlMap | undefined, key: string): string {
  return scalarSetting(map, key)?.text ?? '';
}
