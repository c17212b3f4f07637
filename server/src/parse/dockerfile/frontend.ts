import type { Dockerfile } from '../dockerfile.ts';

/** Whether `# syntax=` names a frontend other than Docker's own: then the language may have more to offer. */
export function hasCustomFrontend({ directives }: Pick<Dockerfile, 'directives'>): boolean {
  const syntax = directives.find(({ name }) => name === 'syntax')?.value;
  return syntax !== undefined && !/^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?:[:@]|$)/.test(syntax);
}
