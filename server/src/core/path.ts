/** Paths with forward slashes, as the whole engine uses them. */

export function dirname(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `join('/a/b', '../c')` is `/a/c`; an absolute second path stands for itself. The root is ''. */
export function join(folder: string, relative: string): string {
  const parts = relative.startsWith('/') ? [''] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '..') parts.splice(Math.max(1, parts.length - 1));
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** The folder and all above it, innermost first; '' is the root. */
export function ancestors(folder: string): string[] {
  const found = [folder];
  for (let at = folder; at !== ''; ) {
    at = dirname(at);
    found.push(at);
  }
  return found;
}
