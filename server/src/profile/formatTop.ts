import { measure, percentage } from './measurement.ts';
import type { TopReport, TopRow } from './top.ts';

/** The table that `go tool pprof -top` prints, byte for byte. */
export function formatTop({ rows, total, sampleType, outputUnit }: TopReport): string {
  const value = (amount: number): string => pad(measure(amount, sampleType.unit, outputUnit), 10);
  let sum = 0;
  const lines = rows.map(({ name, flat, cum, inlined }) => {
    sum += flat;
    return `${value(flat)} ${percentage(flat, total)} ${percentage(sum, total)} ${value(cum)} ${percentage(cum, total)}  ${name}${MARKS[inlined]}\n`;
  });
  return `      flat  flat%   sum%        cum   cum%\n${lines.join('')}`;
}

const MARKS: { readonly [Inlined in TopRow['inlined']]: string } = {
  all: ' (inline)',
  some: ' (partial-inline)',
  none: '',
};

/** Go pads by characters, not by UTF-16 units. */
function pad(text: string, width: number): string {
  return ' '.repeat(Math.max(width - Array.from(text).length, 0)) + text;
}

/** The report for machines: values in the profile's own unit, shares in percent of the total. */
export function topAsJson({ rows, total, sampleType }: TopReport): string {
  const percent = (amount: number): number => (total === 0 ? 0 : (amount / total) * 100);
  let sum = 0;
  const functions = rows.map(({ name, flat, cum, inlined }) => {
    sum += flat;
    return { name, flat, flatPercent: percent(flat), sumPercent: percent(sum), cum, cumPercent: percent(cum), inlined };
  });
  return `${JSON.stringify({ sampleType: sampleType.type, unit: sampleType.unit, total, functions }, undefined, 2)}\n`;
}
