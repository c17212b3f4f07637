import { formatMilli, parseQuantity, wholeUnits } from '../../core/quantity.ts';
import type { Locale } from '../../engine/catalogue.ts';
import { say } from '../strings.ts';
import type { FieldAt } from './fieldAt.ts';
import { binaryBytes, decimalBytes } from './units.ts';

/** What a quantity is in bytes or cores. */
export function quantityText({ type, isKey, on, mapKey, field }: FieldAt, locale: Locale): string | undefined {
  if (type.kind !== 'quantity' || isKey) return undefined;
  const quantity = parseQuantity(on.text);
  if (!quantity) return undefined;
  const resource = (mapKey ?? field).replace(/^(?:limits|requests)\./, '');
  if (/^cpu$/.test(resource)) return say('cores', locale, { cores: coreCount(formatMilli(quantity)) });
  if (!/^(?:memory|storage|ephemeral-storage|hugepages-.*)$|\.sizeLimit$|^.*\.storage$/.test(resource))
    return undefined;
  const bytes = Number(wholeUnits(quantity));
  const count = bytes.toLocaleString('en');
  return bytes < 1024
    ? say('bytesOnly', locale, { count })
    : say('bytesAre', locale, { count, binary: binaryBytes(bytes), decimal: decimalBytes(bytes) });
}

/** `500m` → `0.5`. */
function coreCount(milli: string): string {
  return milli.endsWith('m') ? String(Number(milli.slice(0, -1)) / 1000) : milli;
}
