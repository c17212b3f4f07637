import type { YamlScalar } from '../yaml/node.ts';
import { portNumber, type Container } from './container.ts';
import type { Probe, ProbeHandler } from './probe.ts';

/** Whether two probes of a container ask the same question, however it is written: `port: http` is `port: 8080`. */
export function askTheSame(container: Container, one: Probe, other: Probe): boolean {
  if (!one.handler || !other.handler) return false;
  return question(container, one.handler) === question(container, other.handler);
}

function question(container: Container, handler: ProbeHandler): string {
  const port = (scalar: YamlScalar | undefined): number | string =>
    (scalar && portNumber(container, scalar)) ?? scalar?.text ?? '';
  if (handler.type === 'exec') return JSON.stringify([handler.type, handler.command.map(({ text }) => text)]);
  if (handler.type === 'grpc') return JSON.stringify([handler.type, port(handler.port), handler.service]);
  if (handler.type === 'tcpSocket') return JSON.stringify([handler.type, handler.host, port(handler.port)]);
  const { type, scheme, host, path, headers } = handler;
  return JSON.stringify([type, scheme, host, port(handler.port), path, headers]);
}

/** Seconds between the first failure and what follows from it: a restart, or no more traffic. */
export function failureBudget({ failureThreshold, periodSeconds }: Probe): number | undefined {
  if (failureThreshold.value === undefined || periodSeconds.value === undefined) return undefined;
  return failureThreshold.value * periodSeconds.value;
}

/** The same for a program that hangs: a try that is not answered takes its whole timeout, and the next one waits. */
export function silentBudget(probe: Probe): number | undefined {
  const [budget, { failureThreshold, timeoutSeconds }] = [failureBudget(probe), probe];
  return budget && Math.max(budget, (failureThreshold.value ?? 0) * (timeoutSeconds.value ?? 1));
}
