import type { Dockerfile } from '../dockerfile.ts';
import type { Directive } from './model.ts';

/** Whether `# syntax=` names a frontend other than Docker's own: then the language may have more to offer. */
export function hasCustomFrontend({ directives }: Pick<Dockerfile, 'directives'>): boolean {
  const syntax = directives.find(({ name }) => name === 'syntax')?.value;
  return syntax !== undefined && !/^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?:[:@]|$)/.test(syntax);
}

/** The release of Docker's frontend that `# syntax=` asks for: 1.7 of `docker/dockerfile:1.7-labs`; no minor in `:1`. */
export function dockerVersion(
  directives: readonly Directive[],
): { major: number; minor: number | undefined } | undefined {
  const syntax = directives.find(({ name }) => name === 'syntax')?.value ?? '';
  const [, major, minor] = /^(?:docker\.io\/)?docker\/dockerfile:(\d+)(?:\.(\d+))?/.exec(syntax) ?? [];
  return major === undefined
    ? undefined
    : { major: Number(major), minor: minor === undefined ? undefined : Number(minor) };
}
