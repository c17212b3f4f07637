import type { Stage } from '../parse/dockerfile/model.ts';

/** Names whose number every image of Google's and Chainguard's gives them. */
const WELL_KNOWN: Readonly<Record<string, number>> = { nonroot: 65532 };

/** The number of a user, if a Dockerfile says it when it creates the user; undefined if it does not. */
export function userId(stage: Stage | undefined, name: string): number | undefined {
  for (let at = stage; at; at = at.parent) {
    for (const run of at.runs) {
      for (const { words } of run.commands()) {
        const [program, ...rest] = words.map(({ value }) => value);
        const id = /^(?:adduser|useradd)$/.test(program ?? '') && rest.includes(name) ? idFlag(rest) : undefined;
        if (id !== undefined) return id;
      }
    }
  }
  return stage?.base.kind === 'image' && stage.base.facts?.userland === 'none' ? WELL_KNOWN[name] : undefined;
}

/** `-u 10001`, `--uid=10001`; in clusters of flags, as `-DHu 10001`, too. */
function idFlag(words: readonly (string | undefined)[]): number | undefined {
  for (const [at, word = ''] of words.entries()) {
    const value = /^--uid=(.*)$/.exec(word)?.[1] ?? (/^(?:--uid|-[A-Za-z]*u)$/.test(word) ? words[at + 1] : undefined);
    if (value !== undefined && /^\d+$/.test(value)) return Number(value);
  }
  return undefined;
}
