import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup.mjs';

/** Images, releases and their ends of support change; after this long somebody has to look again. */
const MONTHS = 6;

export interface DatedTable {
  readonly file: string;
  /** The day it was compared with its sources, `2026-08-22`. */
  readonly verifiedOn: string;
}

/** Every table of facts that says when it was compared with its sources. */
export function datedTables(): DatedTable[] {
  return globSync('server/src/**/*.ts', { cwd: ROOT })
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted()
    .flatMap((file) => {
      const [, verifiedOn] =
        /^export const VERIFIED_ON = '(\d{4}-\d\d-\d\d)';$/m.exec(readFileSync(join(ROOT, file), 'utf8')) ?? [];
      return verifiedOn === undefined ? [] : [{ file, verifiedOn }];
    });
}

/** Those that nobody has compared for six months. */
export function oldTables(tables: readonly DatedTable[], today: Date): DatedTable[] {
  const limit = new Date(today);
  limit.setUTCMonth(limit.getUTCMonth() - MONTHS);
  return tables.filter(({ verifiedOn }) => new Date(verifiedOn) < limit);
}
