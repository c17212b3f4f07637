import type { Span } from '../../core/text.ts';
import type { Resource } from '../kubernetes.ts';
import type { YamlDocument } from '../yaml/document.ts';
import { setPair, type Edits } from '../yaml/edit.ts';
import { joined } from '../yaml/joined.ts';
import { asMap, findPair, get } from '../yaml/node.ts';
import { removePair } from '../yaml/remove.ts';
import type { YamlValue } from '../yaml/render.ts';
import { valueOf } from '../yaml/value.ts';
import type { Container } from './container.ts';
import type { Probe } from './probe.ts';
import { integerSetting } from './settings.ts';

/**
 * A startup probe that asks as the liveness probe does, so many times, in place of the delays of the other probes.
 * Undefined where the question cannot be copied or an alias shares what would change.
 */
export function addStartup(document: YamlDocument, container: Container, failureThreshold: number): Edits {
  const { map, livenessProbe, readinessProbe } = container;
  const startup = livenessProbe && startupFor(livenessProbe, failureThreshold);
  if (!startup || document.shared.has(map)) return undefined;
  const insertion = setPair(document, map, 'startupProbe', startup, ['livenessProbe']);
  const removals = [livenessProbe, readinessProbe].map((probe) => withoutDelay(document, probe));
  const edits = joined([...removals, insertion]);
  return edits && !overlap(edits) ? edits : undefined;
}

/** Seconds after which a rollout without a new pod counts as failed. Only Deployments wait for one. */
export function progressDeadline({
  root,
  group,
  kind,
}: Resource): { value: number; span: Span | undefined } | undefined {
  if (group !== 'apps' || kind !== 'Deployment') return undefined;
  const setting = integerSetting(asMap(get(root, 'spec')), 'progressDeadlineSeconds');
  return { value: setting?.value ?? DEFAULT_DEADLINE, span: setting?.span };
}

const DEFAULT_DEADLINE = 600;

function startupFor(probe: Probe, failureThreshold: number): YamlValue | undefined {
  const { map, handler, periodSeconds, timeoutSeconds } = probe;
  const question = handler && valueOf(findPair(map, handler.type)?.value);
  const [period, timeout] = [periodSeconds.value, timeoutSeconds.value];
  if (!handler || question === undefined || !period || !timeout) return undefined;
  return {
    [handler.type]: question,
    ...(periodSeconds.span && { periodSeconds: period }),
    ...(timeoutSeconds.span && { timeoutSeconds: Math.min(timeout, period) }),
    failureThreshold,
  };
}

function withoutDelay(document: YamlDocument, probe: Probe | undefined): Edits {
  if (!probe || !findPair(probe.map, 'initialDelaySeconds')) return [];
  return document.shared.has(probe.map) ? undefined : removePair(document, probe.map, 'initialDelaySeconds');
}

function overlap(edits: NonNullable<Edits>): boolean {
  return edits.some(({ span: one }, index) =>
    edits.slice(index + 1).some(({ span: other }) => one.start < other.end && other.start < one.end),
  );
}
