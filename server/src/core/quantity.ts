/**
 * An amount of a resource in billionths of its unit (byte, core, piece): the smallest share Kubernetes keeps.
 * https://github.com/kubernetes/apimachinery/blob/master/pkg/api/resource/quantity.go
 */
export interface Quantity {
  readonly nano: bigint;
}

const NANO = 1_000_000_000n;

const DECIMAL: ReadonlyMap<string, number> = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]);
const BINARY: ReadonlyMap<string, number> = new Map([
  ['Ki', 10],
  ['Mi', 20],
  ['Gi', 30],
  ['Ti', 40],
  ['Pi', 50],
  ['Ei', 60],
]);

/** Beyond this Kubernetes caps or rounds up, and no two amounts differ any more. */
const MAX_EXPONENT = 80;
const MAX_LENGTH = 300;

const SYNTAX = /^([-+]?)(\d*)(?:\.(\d*))?([numkKMGTPEi]{0,2}|[eE][-+]?\d+)$/;

/** A signed decimal number with an SI, binary or exponent suffix; undefined if the API server would refuse it. */
export function parseQuantity(text: string): Quantity | undefined {
  const [, sign, whole = '', fraction = '', suffix = ''] =
    SYNTAX.exec(text.length > MAX_LENGTH ? '' : text.trim()) ?? [];
  const power = powerOf(suffix);
  if (sign === undefined || whole + fraction === '' || !power) return undefined;
  const digits = BigInt(whole + fraction) * 2n ** BigInt(power.two);
  const magnitude = scale(digits, power.ten - fraction.length + 9);
  return { nano: sign === '-' ? -magnitude : magnitude };
}

/** Whole units; shares of one count as one, as Kubernetes does. */
export function wholeUnits({ nano }: Quantity): bigint {
  return nano > 0n ? (nano + NANO - 1n) / NANO : nano / NANO;
}

export function isWhole({ nano }: Quantity): boolean {
  return nano % NANO === 0n;
}

/** `0.5` cores as `500m`, `2` as `2`. */
export function formatMilli({ nano }: Quantity): string {
  const milli = nano / 1_000_000n;
  return milli % 1000n === 0n ? String(milli / 1000n) : `${milli}m`;
}

function powerOf(suffix: string): { readonly two: number; readonly ten: number } | undefined {
  const two = BINARY.get(suffix);
  if (two !== undefined) return { two, ten: 0 };
  const ten = DECIMAL.get(suffix) ?? (/^[eE]/.test(suffix) ? Number(suffix.slice(1)) : Number.NaN);
  if (Number.isNaN(ten)) return undefined;
  return { two: 0, ten: Math.max(-MAX_EXPONENT, Math.min(MAX_EXPONENT, ten)) };
}

/** `digits` × 10^`exponent`, rounded up, so that little is never nothing. */
function scale(digits: bigint, exponent: number): bigint {
  if (exponent >= 0) return digits * 10n ** BigInt(exponent);
  const divisor = 10n ** BigInt(-exponent);
  return (digits + divisor - 1n) / divisor;
}

/** What people write for the suffixes that Kubernetes knows, in lower case. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ...['k', 'm', 'g', 't', 'p', 'e'].flatMap((letter): [string, string][] => {
    const unit = letter.toUpperCase();
    const decimal = letter === 'k' ? 'k' : unit;
    return [
      [`${letter}b`, decimal],
      [`${letter}i`, `${unit}i`],
      [`${letter}ib`, `${unit}i`],
    ];
  }),
  ['k', 'k'],
  ['g', 'G'],
  ['t', 'T'],
  ['p', 'P'],
  ['b', ''],
  ['byte', ''],
  ['bytes', ''],
]);
const CPU_SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['cpu', ''],
  ['cpus', ''],
  ['core', ''],
  ['cores', ''],
  ['vcpu', ''],
  ['mcpu', 'm'],
  ['mcore', 'm'],
  ['mcores', 'm'],
  ['millicpu', 'm'],
  ['millicores', 'm'],
  ['', ''],
  ['m', 'm'],
]);

/**
 * What was meant by something that is not a quantity, if there is one reading of it: `128MiB` → `128Mi`, `512mb` →
 * `512M`, `0,5` cores → `500m`. `1,024Mi` has two readings.
 */
export function repairQuantity(text: string, resource: string): string | undefined {
  const [, number, unit = ''] = /^(\d+(?:[.,]\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  const suffix = spelling(unit, resource);
  if (number === undefined || suffix === undefined || /^[1-9]\d*,\d{3,}$/.test(number)) return undefined;
  const repaired = number.replace(',', '.') + suffix;
  const quantity = parseQuantity(repaired);
  if (!quantity) return undefined;
  return resource === 'cpu' && /\D/.test(number) ? formatMilli(quantity) : repaired;
}

function spelling(unit: string, resource: string): string | undefined {
  if (resource === 'cpu') return CPU_SPELLINGS.get(unit.toLowerCase());
  if (BINARY.has(unit) || DECIMAL.has(unit)) return unit;
  return SPELLINGS.get(unit.toLowerCase());
}
