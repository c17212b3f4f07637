import type { YamlValue } from '../yaml/render.ts';
import type { Container, ContainerPort } from './container.ts';
import { listedPort, portNumber } from './container.ts';
import { type Probe, probesOf, type ProbeHandler } from './probe.ts';

/** A probe that a container could have. */
export interface NewProbe {
  readonly type: 'httpGet' | 'grpc' | 'tcpSocket';
  readonly port: string | number;
  readonly value: { readonly [key: string]: YamlValue };
}

interface Asked {
  /** As a probe names it. */
  readonly port: string | number;
  /** The container's entry for it. */
  readonly listed: ContainerPort | undefined;
  readonly path: string;
}

/**
 * How a port of a container may be asked whether the program is well, the likeliest way first: as another probe asks
 * the port already, or else by what its name or its number is used for.
 */
export function newProbes(container: Container, { port, listed, path }: Asked): readonly NewProbe[] {
  if (listed && listed.protocol !== 'TCP') return [];
  const number = typeof port === 'number' ? port : listed?.containerPort?.value;
  const known = protocolAsked(container, number) ?? protocolNamed(listed?.name?.text ?? '', number);
  return ORDER[known ?? 'unknown'].flatMap((type): readonly NewProbe[] => {
    // The API takes no names here.
    if (type === 'grpc') return number === undefined ? [] : [{ type, port: number, value: { grpc: { port: number } } }];
    if (type === 'tcpSocket') return [{ type, port, value: { tcpSocket: { port } } }];
    const scheme = known === 'https' ? { scheme: 'HTTPS' } : {};
    return [{ type, port, value: { httpGet: { path, port, ...scheme } } }];
  });
}

type Protocol = 'http' | 'https' | 'grpc' | 'tcp';

const ORDER: Readonly<Record<Protocol | 'unknown', readonly NewProbe['type'][]>> = {
  http: ['httpGet'],
  https: ['httpGet'],
  grpc: ['grpc', 'tcpSocket'],
  tcp: ['tcpSocket'],
  unknown: ['httpGet', 'tcpSocket'],
};

function protocolAsked(container: Container, number: number | undefined): Protocol | undefined {
  const handlers = probesOf(container).flatMap(({ handler }) => handler ?? []);
  const asking = handlers.filter((handler) => number !== undefined && askedPort(container, handler) === number);
  const [first] = asking.flatMap((handler) => protocolOf(handler) ?? []);
  return first;
}

/** The number of the port that a probe asks. */
export function askedPort(container: Container, handler: ProbeHandler): number | undefined {
  return handler.type === 'exec' || !handler.port ? undefined : portNumber(container, handler.port);
}

/** A probe over TCP says nothing: any protocol can be asked so. */
function protocolOf(handler: ProbeHandler): Protocol | undefined {
  if (handler.type === 'grpc') return 'grpc';
  if (handler.type !== 'httpGet') return undefined;
  return handler.scheme === 'HTTPS' ? 'https' : 'http';
}

function protocolNamed(name: string, number: number | undefined): Protocol | undefined {
  const byName = NAMES.find(([form]) => form.test(name))?.[1];
  return byName ?? (number === undefined ? undefined : NUMBERS.get(number));
}

const NAMES: readonly (readonly [RegExp, Protocol])[] = [
  [/grpc/, 'grpc'],
  [/https|(?:^|-)(?:tls|ssl|webhook)(?:-|$)/, 'https'],
  [/http|(?:^|-)(?:web|ui|rest|h2c)(?:-|$)/, 'http'],
  [
    /^tcp(?:-|$)|redis|postgres|mysql|mongo|kafka|amqp|etcd|memcache|mqtt|nats|zookeeper|ldap|smtp|ssh|(?:^|-)db(?:-|$)/,
    'tcp',
  ],
];

/** Numbers that hardly anything else is used for. */
const NUMBERS: ReadonlyMap<number, Protocol> = new Map([
  ...[80, 3000, 8000, 8080].map((number) => [number, 'http'] as const),
  ...[443, 6443, 8443, 9443].map((number) => [number, 'https'] as const),
  [50051, 'grpc'] as const,
  ...[22, 25, 389, 1433, 1883, 2181, 2379, 3306, 4222, 5432, 5672, 6379, 9042, 9092, 11211, 26379, 27017].map(
    (number) => [number, 'tcp'] as const,
  ),
]);

/** Whether a probe of the container asks the same already. */
export function isAskedBy(container: Container, probe: Probe | undefined, { type, port, value }: NewProbe): boolean {
  const handler = probe?.handler;
  if (handler?.type !== type) return false;
  const number = typeof port === 'number' ? port : listedPort(container, port)?.containerPort?.value;
  const path = (value['httpGet'] as { readonly path?: string } | undefined)?.path;
  return askedPort(container, handler) === number && (handler.type !== 'httpGet' || handler.path === path);
}
