/** Quantities in the words of `go tool pprof`, to the byte. Its kilobyte has 1024 bytes. */

interface Unit {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly factor: number;
}

interface Dimension {
  readonly units: readonly Unit[];
  /** Used for values too small for any unit. */
  readonly fallback: { readonly name: string; readonly factor: number };
}

const DIMENSIONS: readonly Dimension[] = [
  {
    units: [
      { name: 'B', aliases: ['b', 'byte'], factor: 1 },
      { name: 'kB', aliases: ['kb', 'kbyte', 'kilobyte'], factor: 2 ** 10 },
      { name: 'MB', aliases: ['mb', 'mbyte', 'megabyte'], factor: 2 ** 20 },
      { name: 'GB', aliases: ['gb', 'gbyte', 'gigabyte'], factor: 2 ** 30 },
      { name: 'TB', aliases: ['tb', 'tbyte', 'terabyte'], factor: 2 ** 40 },
      { name: 'PB', aliases: ['pb', 'pbyte', 'petabyte'], factor: 2 ** 50 },
    ],
    fallback: { name: 'B', factor: 1 },
  },
  {
    units: [
      { name: 'ns', aliases: ['ns', 'nanosecond'], factor: 1 },
      { name: 'us', aliases: ['us', 'microsecond'], factor: 1e3 },
      { name: 'ms', aliases: ['ms', 'millisecond'], factor: 1e6 },
      { name: 's', aliases: ['s', 'sec', 'second'], factor: 1e9 },
      { name: 'hrs', aliases: ['hour', 'hr'], factor: 3600e9 },
    ],
    fallback: { name: 's', factor: 1e9 },
  },
  {
    units: [
      { name: 'n*GCU', aliases: ['nanogcu'], factor: 1e-9 },
      { name: 'u*GCU', aliases: ['microgcu'], factor: 1e-6 },
      { name: 'm*GCU', aliases: ['milligcu'], factor: 1e-3 },
      { name: 'GCU', aliases: ['gcu'], factor: 1 },
      { name: 'k*GCU', aliases: ['kilogcu'], factor: 1e3 },
      { name: 'M*GCU', aliases: ['megagcu'], factor: 1e6 },
      { name: 'G*GCU', aliases: ['gigagcu'], factor: 1e9 },
      { name: 'T*GCU', aliases: ['teragcu'], factor: 1e12 },
      { name: 'P*GCU', aliases: ['petagcu'], factor: 1e15 },
    ],
    fallback: { name: 'GCU', factor: 1 },
  },
];

export interface Scaled {
  readonly value: number;
  /** '' for units that go without saying. */
  readonly unit: string;
}

/** Converts a value to another unit; to `minimum`, the largest unit in which it is at least 1. */
export function scale(value: number, from: string, to: string): Scaled {
  if (value < 0) {
    const positive = scale(-value, from, to);
    return { value: -positive.value, unit: positive.unit };
  }
  for (const dimension of DIMENSIONS) {
    const unit = unitNamed(dimension.units, from);
    if (unit !== undefined) return convert(value * unit.factor, dimension, to);
  }
  return { value, unit: UNSPOKEN.includes(to) ? '' : to };
}

/** Whether both measure the same, such as time. */
export function areConvertible(unit: string, other: string): boolean {
  return DIMENSIONS.some(({ units }) => unitNamed(units, unit) !== undefined && unitNamed(units, other) !== undefined);
}

/** Units that need no word, and the request for a fitting unit where none is known. */
const UNSPOKEN = ['count', 'sample', 'unit', 'minimum', 'auto'];

function convert(value: number, { units, fallback }: Dimension, to: string): Scaled {
  const fitting = to === 'minimum' || to === 'auto';
  const target = fitting ? units.findLast(({ factor }) => value / factor >= 1) : unitNamed(units, to);
  const { name, factor } = target ?? fallback;
  return { value: value / factor, unit: name };
}

function unitNamed(units: readonly Unit[], name: string): Unit | undefined {
  const lower = name.toLowerCase();
  const singular = lower.length > 2 && lower.endsWith('s') ? lower.slice(0, -1) : lower;
  return units.find(({ aliases }) => aliases.includes(singular));
}

/** `1.50s`, `512kB`, `0`: the value in the given unit with at most two decimals. */
export function measure(value: number, from: string, to: string): string {
  const scaled = scale(value, from, to);
  const digits = twoDecimals(scaled.value);
  const short = digits.endsWith('.00') ? digits.slice(0, -3) : digits;
  return short === '0' || short === '-0' ? '0' : short + scaled.unit;
}

/** A share of the total in six columns: `  100%`, `12.50%`, ` 0.05%`. */
export function percentage(value: number, total: number): string {
  const percent = total === 0 ? 0 : Math.abs(value / total) * 100;
  if (percent >= 99.95 && percent <= 100.05) return '  100%';
  return `${(percent >= 1 ? twoDecimals(percent) : twoDigits(percent)).padStart(5)}%`;
}

/** Go's `%.2f`: of two decimals equally near, the even one; `toFixed` takes the larger. */
function twoDecimals(value: number): string {
  // Only a multiple of 1/8 can lie halfway between hundredths, and three decimals write it exactly.
  const eighths = Math.abs(value) * 8;
  const tieAboveEven = eighths % 8 === 1 || eighths % 8 === 5;
  return tieAboveEven ? value.toFixed(3).slice(0, -1) : value.toFixed(2);
}

/** Go's `%.2g` for values from 0 to 1: two significant digits, the even one of two equally near, no trailing zeros. */
function twoDigits(value: number): string {
  if (value === 0) return '0';
  const [digits = '', exponent = ''] = roundToTwo(value).split('e');
  const power = Number(exponent);
  const plain = Number(digits);
  if (power >= -4) return String(Number(`${plain}e${power}`));
  return `${plain}e-${String(-power).padStart(2, '0')}`;
}

/** `1.2e-3`. */
function roundToTwo(value: number): string {
  // A double that lies halfway between two such numbers has no digits beyond the 5.
  const [digits = '', exponent = ''] = value.toExponential(EXACT_DIGITS).split('e');
  const second = Number(digits[2]);
  const tie = /^\d\.\d50*$/.test(digits);
  return tie && second % 2 === 0 ? `${digits.slice(0, 3)}e${exponent}` : value.toExponential(1);
}

const EXACT_DIGITS = 60;
