/** A value with its unit, as people say it: `1.2 s`, `460 MiB`, `12,431`, `1.23 M`. */
export function formatValue(value: number, unit: string): string {
  const magnitude = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  const nanoseconds = NANOSECONDS[unit.toLowerCase()];
  if (nanoseconds !== undefined) return sign + formatDuration(magnitude * nanoseconds);
  const bytes = BYTES[unit.toLowerCase()];
  if (bytes !== undefined)
    return sign + scaled(magnitude * bytes, 1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB']);
  const count = magnitude < 1e6 ? formatCount(magnitude) : scaled(magnitude, 1000, ['', 'k', 'M', 'G', 'T', 'P']);
  return sign + (unit === '' || unit === 'count' ? count : `${count} ${unit}`);
}

/** `12,431`; fractions keep three digits. */
export function formatCount(value: number): string {
  return GROUPED.format(Number.isInteger(value) ? value : Number(value.toPrecision(3)));
}

/** A share with one decimal. What exists but rounds to nothing is said to exist. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return '0.0%';
  const percent = (100 * part) / whole;
  if (percent !== 0 && Math.abs(percent) < 0.05) return percent < 0 ? '>−0.1%' : '<0.1%';
  return `${percent.toFixed(1).replace('-', '−')}%`;
}

/** From nanoseconds. Beyond two minutes in two units, because nobody reads 7,260 s. */
export function formatDuration(nanoseconds: number): string {
  const seconds = nanoseconds / 1e9;
  if (seconds === 0) return '0 s';
  if (seconds < 1) return scaled(nanoseconds, 1000, ['ns', 'µs', 'ms', 's']);
  if (seconds < 120) return `${threeDigits(seconds)} s`;
  const minutes = Math.round(seconds) / 60;
  if (minutes < 120) return twoUnits(Math.floor(minutes), 'min', Math.round(seconds) % 60, 's');
  const hours = Math.round(seconds / 60) / 60;
  return twoUnits(Math.floor(hours), 'h', Math.round(seconds / 60) % 60, 'min');
}

function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0
    ? `${formatCount(large)} ${largeUnit}`
    : `${formatCount(large)} ${largeUnit} ${small} ${smallUnit}`;
}

/** Rounds before it chooses the unit, so 999.9 ms becomes 1 s and never 1000 ms. */
function scaled(value: number, base: number, units: readonly string[]): string {
  let step = 0;
  let rest = value;
  while (step < units.length - 1 && threeDigits(rest) >= base) {
    rest /= base;
    step += 1;
  }
  return `${threeDigits(rest)} ${units[step] ?? ''}`;
}

function threeDigits(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

const GROUPED = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 });

const NANOSECONDS: Readonly<Record<string, number>> = {
  ns: 1,
  nanosecond: 1,
  nanoseconds: 1,
  us: 1e3,
  µs: 1e3,
  microsecond: 1e3,
  microseconds: 1e3,
  ms: 1e6,
  millisecond: 1e6,
  milliseconds: 1e6,
  s: 1e9,
  second: 1e9,
  seconds: 1e9,
  minute: 60e9,
  minutes: 60e9,
  hour: 3600e9,
  hours: 3600e9,
};

const BYTES: Readonly<Record<string, number>> = {
  b: 1,
  byte: 1,
  bytes: 1,
  kb: 1024,
  kib: 1024,
  kilobyte: 1024,
  kilobytes: 1024,
  mb: 1024 ** 2,
  mib: 1024 ** 2,
  megabyte: 1024 ** 2,
  megabytes: 1024 ** 2,
  gb: 1024 ** 3,
  gib: 1024 ** 3,
  gigabyte: 1024 ** 3,
  gigabytes: 1024 ** 3,
};
