import type { Locale } from '../../engine/catalogue.ts';
import { readProbe, type Probe, type ProbeKind } from '../../parse/kubernetes/probe.ts';
import { silentBudget } from '../../parse/kubernetes/probeTarget.ts';
import { hasField } from '../../parse/kubernetes/settings.ts';
import { say } from '../strings.ts';
import type { FieldAt, Holder } from './fieldAt.ts';
import { duration } from './units.ts';

const PROBES: ReadonlySet<string> = new Set(['livenessProbe', 'readinessProbe', 'startupProbe']);
const TIMES = /^V1Probe\.(?:initialDelaySeconds|periodSeconds|timeoutSeconds|failureThreshold|successThreshold)$/;

/** What a probe's numbers come to, on the probe itself and on each of them. */
export function probeText({ field, holders, path }: FieldAt, locale: Locale): string | undefined {
  const step = path.slice(path.lastIndexOf('.') + 1);
  const isProbe = /^V1Container\.(?:liveness|readiness|startup)Probe$/.test(field);
  if (!isProbe && !TIMES.test(field)) return undefined;
  const [container, inner] = isProbe ? [holders.at(-1), undefined] : [holders.at(-2), holders.at(-1)];
  const kind = isProbe ? step : inner?.step;
  return container && kind !== undefined && PROBES.has(kind)
    ? consequence(container, kind as ProbeKind, locale)
    : undefined;
}

function consequence({ map }: Holder, kind: ProbeKind, locale: Locale): string | undefined {
  const probe = readProbe(map, kind);
  const budget = probe && silentBudget(probe);
  if (!probe || budget === undefined || budget <= 0) return undefined;
  const waits = kind !== 'startupProbe' && hasField(map, 'startupProbe');
  return [outcome(probe, budget, locale), arithmetic(probe, locale), start(probe, { waits }, locale)]
    .filter((sentence) => sentence !== '')
    .join(locale === 'zh-cn' ? '' : ' ');
}

function outcome({ kind, initialDelaySeconds }: Probe, budget: number, locale: Locale): string {
  if (kind === 'startupProbe')
    return say('startsWithin', locale, { time: duration(budget + (initialDelaySeconds.value ?? 0), locale) });
  return say(kind === 'livenessProbe' ? 'killedAfter' : 'unreadyAfter', locale, { time: duration(budget, locale) });
}

function arithmetic({ failureThreshold, periodSeconds, timeoutSeconds }: Probe, locale: Locale): string {
  const [failures, period, timeout] = [failureThreshold.value, periodSeconds.value, timeoutSeconds.value ?? 1];
  return say('probeSum', locale, {
    failures: failures ?? 1,
    period: duration(period ?? 1, locale),
    timeout: duration(timeout, locale),
  });
}

function start({ initialDelaySeconds }: Probe, { waits }: { waits: boolean }, locale: Locale): string {
  if (waits) return say('afterStartup', locale);
  const delay = initialDelaySeconds.value ?? 0;
  return delay === 0 ? '' : say('firstTry', locale, { time: duration(delay, locale) });
}
