/** What is wrong with a schedule, by the parser that Kubernetes uses: github.com/robfig/cron v3, standard form. */
export type CronProblem = 'fields' | 'value' | 'timeZone' | 'descriptor';

interface Field {
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const FIELDS: readonly Field[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: MONTHS },
  { min: 0, max: 6, names: DAYS },
];
const DESCRIPTORS = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);

/** Undefined if the API server takes it. */
export function cronProblem(schedule: string): CronProblem | undefined {
  // Wherever it stands: in front it is read, and elsewhere it is nothing.
  if (schedule.includes('TZ')) return 'timeZone';
  if (schedule.startsWith('@')) return isDescriptor(schedule) ? undefined : 'descriptor';
  const parts = schedule.split(/\s+/).filter((part) => part !== '');
  if (parts.length !== FIELDS.length) return 'fields';
  return parts.every((part, index) => part.split(',').every((range) => range === '' || isRange(range, FIELDS[index])))
    ? undefined
    : 'value';
}

/** `@every` takes a duration of Go: `1h30m`, `.5h`, even `-1s`, which Kubernetes reads as a second. */
function isDescriptor(text: string): boolean {
  return DESCRIPTORS.has(text) || /^@every [+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.test(text);
}

/** What stands behind a star's dash is not looked at, and neither are empty ranges. */
const RANGE = /^(?:[*?](?:-[^/]*)?|([^-/]+)(?:-([^-/]+))?)(?:\/\+?0*[1-9]\d*)?$/;

/** `*`, `?`, `3`, `1-5`, `mon-fri`, with a step or without. */
function isRange(text: string, field: Field | undefined): boolean {
  const match = RANGE.exec(text);
  if (!match || !field) return false;
  const [, low, high] = match;
  if (low === undefined) return true;
  const from = valueOf(low, field);
  const to = high === undefined ? from : valueOf(high, field);
  return from !== undefined && to !== undefined && from >= field.min && to <= field.max && from <= to;
}

function valueOf(text: string, { min, names }: Field): number | undefined {
  const index = names?.indexOf(text.toLowerCase()) ?? -1;
  if (index !== -1) return index + min;
  return /^\+?\d+$/.test(text) ? Number(text) : undefined;
}
