import { parseQuantity, wholeUnits } from './quantity.ts';

const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['', 1n],
  ['B', 1n],
  ['KiB', 2n ** 10n],
  ['MiB', 2n ** 20n],
  ['GiB', 2n ** 30n],
  ['TiB', 2n ** 40n],
]);
const MEBIBYTE = 2n ** 20n;
const MAX_BYTES = 2n ** 63n - 1n;

/**
 * Bytes of a GOMEMLIMIT, `off` for no limit, undefined for what Go's runtime refuses to start with.
 * A plus sign is taken since Go 1.26 only; it counts as valid here.
 * https://github.com/golang/go/blob/master/src/runtime/string.go (parseByteCount)
 */
export function parseGoMemLimit(text: string): bigint | 'off' | undefined {
  if (text === '' || text === 'off') return 'off';
  const [, digits, unit = ''] = /^\+?(\d{1,400})((?:[KMGT]i)?B)?$/.exec(text) ?? [];
  const scale = UNITS.get(unit);
  if (digits === undefined || scale === undefined) return undefined;
  const bytes = BigInt(digits) * scale;
  return bytes <= MAX_BYTES ? bytes : undefined;
}

/** The share of a container's memory that is left to Go; the rest is for what the runtime does not count. */
const HEADROOM = { share: 90n, of: 100n };

/** 90% of a memory limit in whole MiB: `460MiB` for 512 MiB. */
export function goMemLimitFor(limitBytes: bigint): string {
  return `${(limitBytes * HEADROOM.share) / HEADROOM.of / MEBIBYTE}MiB`;
}

export interface Repair {
  readonly value: string;
  /** Whether it is the same amount in Go's spelling, and not a guess at what was meant. */
  readonly exact: boolean;
}

/** Powers of 1024 under names that Go does not take, in lower case: Kubernetes', or with the wrong capitals. */
const BINARY: ReadonlyMap<string, string> = new Map(
  ['k', 'm', 'g', 't', 'p'].flatMap((letter): [string, string][] => {
    const suffix = `${letter.toUpperCase()}i`;
    return [
      [`${letter}i`, suffix],
      [`${letter}ib`, suffix],
    ];
  }),
);

/** What a refused GOMEMLIMIT was to say: `512Mi` → `512MiB`, `0.5GiB` → `512MiB`, `240 MiB` → `240MiB`. */
export function repairGoMemLimit(text: string): Repair | undefined {
  const trimmed = text.trim();
  if (/^off$/i.test(trimmed)) return { value: 'off', exact: true };
  const [, number, unit = ''] = /^(\d+(?:[.,]\d{1,6})?)\s*([a-z]*)$/i.exec(trimmed) ?? [];
  if (number === undefined) return undefined;
  const digits = number.replace(',', '.');
  const binary = BINARY.get(unit.toLowerCase());
  if (binary) return inBinaryUnits(digits, binary);
  if (/^b?$/i.test(unit)) return /^\d+$/.test(digits) ? valid(digits, true) : undefined;
  return inDecimalUnits(digits, unit.toLowerCase());
}

/** Keeps the unit where the number is whole, and steps down where it is not. */
function inBinaryUnits(digits: string, suffix: string): Repair | undefined {
  if (/^\d+$/.test(digits) && UNITS.has(`${suffix}B`)) return valid(`${digits}${suffix}B`, true);
  const quantity = parseQuantity(digits + suffix);
  return quantity && valid(`${wholeUnits(quantity) / MEBIBYTE}MiB`, true);
}

/** `512M` and `512MB` are powers of ten, and `400m` would be less than a byte: what was meant is a guess. */
function inDecimalUnits(digits: string, unit: string): Repair | undefined {
  const [, letter] = /^([kmgt])b?$/.exec(unit) ?? [];
  if (letter === undefined) return undefined;
  if (unit === 'm') return inexact(inBinaryUnits(digits, 'Mi'));
  const quantity = parseQuantity(`${digits}${letter === 'k' ? 'k' : letter.toUpperCase()}`);
  const mebibytes = quantity && wholeUnits(quantity) / MEBIBYTE;
  return mebibytes ? valid(`${mebibytes}MiB`, false) : undefined;
}

function inexact(repair: Repair | undefined): Repair | undefined {
  return repair && { ...repair, exact: false };
}

function valid(value: string, exact: boolean): Repair | undefined {
  const bytes = parseGoMemLimit(value);
  return bytes === undefined || bytes === 0n ? undefined : { value, exact };
}
