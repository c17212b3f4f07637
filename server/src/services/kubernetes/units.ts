import type { Locale } from '../../engine/catalogue.ts';
import { say } from '../strings.ts';

const MINUTE = 60;

/** `40 s`, `3 min`, `1 min 30 s`. */
export function duration(seconds: number, locale: Locale): string {
  const minutes = Math.floor(seconds / MINUTE);
  const rest = Math.round((seconds - minutes * MINUTE) * 10) / 10;
  if (minutes < 2) return say('seconds', locale, { count: Math.round(seconds * 10) / 10 });
  return rest === 0
    ? say('minutes', locale, { count: minutes })
    : say('minutesAndSeconds', locale, { minutes, seconds: rest });
}

const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];
const DECIMAL = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'];

/** `512 MiB`. */
export function binaryBytes(bytes: number): string {
  return scaled(bytes, 1024, BINARY);
}

/** `537 MB`. */
export function decimalBytes(bytes: number): string {
  return scaled(bytes, 1000, DECIMAL);
}

function scaled(bytes: number, step: number, units: readonly string[]): string {
  let value = bytes;
  let at = 0;
  while (Math.abs(value) >= step && at < units.length - 1) {
    value /= step;
    at += 1;
  }
  const digits = Number.isInteger(value) || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits).replace(/\.0$/, '')} ${units[at] ?? ''}`;
}
