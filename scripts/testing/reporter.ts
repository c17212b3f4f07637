import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';
import { seconds } from '../lib/text.ts';
import { reportTally } from './tally.ts';

/** Files that take longer say so. */
const SLOW_MILLIS = 3000;

/** A reporter for `node --test`: a line per file, every failure in full, and the tally for the run that started it. */
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const files = new Map<string, FileRecord>();
  for await (const event of events) {
    const record = recordOf(files, event.data);
    if (event.type === 'test:stderr') record.errors += event.data.message;
    if (event.type === 'test:pass') countPass(record, event.data);
    if (event.type === 'test:fail' && !isConsequence(event.data)) {
      record.failed += 1;
      yield failure(event.data, record);
    }
    if (event.type === 'test:summary' && event.data.file !== undefined)
      yield line(event.data.file, record, event.data.duration_ms);
  }
  const records = [...files.values()];
  reportTally({
    passed: sum(records.map(({ passed }) => passed)),
    failed: sum(records.map(({ failed }) => failed)),
    skipped: records.flatMap(({ skipped }) => skipped),
  });
}

interface FileRecord {
  passed: number;
  failed: number;
  readonly skipped: string[];
  /** What the file wrote to stderr: all that is known when it dies before its first test. */
  errors: string;
}

type EventOf<Type extends TestEvent['type']> = Extract<TestEvent, { type: Type }>['data'];

function recordOf(files: Map<string, FileRecord>, data: TestEvent['data']): FileRecord {
  const file = data !== undefined && 'file' in data ? (data.file ?? '') : '';
  const record = files.get(file) ?? { passed: 0, failed: 0, skipped: [], errors: '' };
  files.set(file, record);
  return record;
}

function countPass(record: FileRecord, data: EventOf<'test:pass'>): void {
  // A suite is only a name over tests, and a file without tests passes under its own name.
  if (data.details.type === 'suite' || data.name === data.file) return;
  if (isSet(data.skip) || isSet(data.todo))
    record.skipped.push(`${data.name} (${String(isSet(data.skip) ? data.skip : 'todo')})`);
  else record.passed += 1;
}

function isSet(flag: string | boolean | undefined): boolean {
  return flag !== undefined && flag !== false;
}

/** A parent that failed because of its children: they have been reported already. */
function isConsequence({ details }: EventOf<'test:fail'>): boolean {
  return 'failureType' in details.error && details.error.failureType === 'subtestsFailed';
}

function failure({ name, file, line, details }: EventOf<'test:fail'>, record: FileRecord): string {
  const cause = details.error.cause ?? details.error;
  const wholeFile = name === file;
  const text = wholeFile && record.errors !== '' ? record.errors : inspect(cause, { depth: 6, breakLength: 120 });
  const place = file === undefined ? '' : `${local(file)}${wholeFile ? '' : `:${line ?? ''}`}`;
  return `\n  ✖ ${wholeFile ? 'the file did not run' : name}  (${place})\n${indent(text)}\n\n`;
}

function line(file: string, { passed, failed }: FileRecord, millis: number): string {
  const count = failed === 0 ? String(passed) : `${passed} passed, ${failed} failed`;
  const time = millis < SLOW_MILLIS ? '' : `  (${seconds(millis)})`;
  return `  ${failed === 0 ? '✔' : '✖'} ${local(file)}  ${count}${time}
`;
}

function local(file: string): string {
  return relative(process.cwd(), file);
}

function indent(text: string): string {
  return text.trimEnd().replaceAll(/^/gm, '      ');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
