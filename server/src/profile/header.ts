import { FILTER_NAMES, type Filters } from './filter.ts';
import { baseName } from './frames.ts';
import { measure, percentage, scale } from './measurement.ts';
import type { Profile } from './model.ts';
import type { TopReport } from './top.ts';

/** The lines that `go tool pprof` prints above its table. */
export function headerLines(
  profile: Profile,
  report: TopReport,
  filters: Filters,
  nodeFraction: number,
): readonly string[] {
  return [
    ...origin(profile),
    ...measures(profile, report),
    ...activeFilters(filters),
    ...shownOf(report, nodeFraction),
  ];
}

function origin({ mappings, comments }: Profile): readonly string[] {
  const { file = '', buildId = '' } = mappings[0] ?? {};
  return [
    ...(file === '' ? [] : [`File: ${baseName(file)}`]),
    ...(buildId === '' ? [] : [`Build ID: ${buildId}`]),
    ...comments.filter((comment) => !comment.startsWith('#')),
  ];
}

function measures(profile: Profile, { sampleType, total, outputUnit }: TopReport): readonly string[] {
  const { docUrl, timeNanos, durationNanos } = profile;
  const lines = sampleType.type === '' ? [] : [`Type: ${sampleType.type}`];
  if (docUrl !== '') lines.push(`Doc: ${docUrl}`);
  if (timeNanos !== 0n) lines.push(`Time: ${localTime(Number(timeNanos / 1_000_000n))}`);
  if (durationNanos !== 0) {
    const nanos = scale(total, sampleType.unit, 'nanoseconds');
    const ratio =
      nanos.unit === 'ns' && nanos.value !== 0 ? `(${percentage(Math.trunc(nanos.value), durationNanos)})` : '';
    const duration = measure(durationNanos, 'nanoseconds', 'auto');
    lines.push(`Duration: ${duration}, Total samples = ${measure(total, sampleType.unit, outputUnit)} ${ratio}`);
  }
  return lines;
}

/** `2026-08-21 14:03:59 UTC`, in the reader's time zone. */
function localTime(millis: number): string {
  const date = new Date(millis);
  if (Number.isNaN(date.getTime())) return 'unknown';
  const parts = new Intl.DateTimeFormat('en-US', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).formatToParts(date);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}:${part('second')} ${part('timeZoneName')}`;
}

const LONGEST_FILTER = 80;

function activeFilters(filters: Filters): readonly string[] {
  const active = FILTER_NAMES.filter((name) => filters[name]).map((name) => {
    const filter = `${name}=${filters[name]}`;
    return `   ${filter.length > LONGEST_FILTER ? `${filter.slice(0, LONGEST_FILTER)}…` : filter}`;
  });
  return active.length === 0 ? [] : ['Active filters:', ...active];
}

function shownOf(
  { rows, total, sampleType, outputUnit, dropped, droppedBelow, available }: TopReport,
  nodeFraction: number,
): readonly string[] {
  const value = (amount: number): string => measure(amount, sampleType.unit, outputUnit);
  const shown = rows.reduce((sum, { flat }) => sum + flat, 0);
  const lines = [
    `Showing nodes accounting for ${value(shown)}, ${percentage(shown, total).trim()} of ${value(total)} total`,
  ];
  if (total === 0) return lines;
  if (dropped > 0 && nodeFraction > 0)
    lines.push(`Dropped ${dropped} node${dropped > 1 ? 's' : ''} (cum <= ${value(droppedBelow)})`);
  if (rows.length > 0 && rows.length < available) lines.push(`Showing top ${rows.length} nodes out of ${available}`);
  return lines;
}
