import { readFileSync } from 'node:fs';

/** One row of the table of faults in the samples' README. */
export interface Fault {
  /** Relative to samples/. */
  readonly file: string;
  /** The line's text without indentation. */
  readonly line: string;
  readonly rule: string;
}

const ROW = /^\| \[(?<name>[^\]]+)\]\((?<file>[^)]+)\) \| `(?<line>.+?)` \| `(?<rule>\w+\/[\w-]+)` \| .+ \|$/gm;

export function readFaults(readme: 'README.md' | 'README.zh-cn.md', folder = 'samples'): Fault[] {
  return [...readFileSync(`${folder}/${readme}`, 'utf8').matchAll(ROW)].map(({ groups }) => ({
    file: groups?.['file'] ?? '',
    line: groups?.['line'] ?? '',
    rule: groups?.['rule'] ?? '',
  }));
}
