/** An image build as a file of the project describes it. */
export interface WrittenBuild {
  readonly context: WrittenContext;
  /** As written, also the default; a build whose Dockerfile hides in a variable is left out. */
  readonly dockerfile: string;
  /** What `dockerfile` is relative to. */
  readonly dockerfileIn: 'context' | 'folder';
  /** The stage that is asked for, if one is; `HIDDEN` if a variable may name one. */
  readonly target: string | undefined;
  /** The folder that all paths start from, relative to the place of the file. */
  readonly folder: string;
  /** Folders that the file changes to before; the build may happen in one of them. */
  readonly visited?: readonly string[];
}

/** No stage can have this name. */
export const HIDDEN = '$';

export type WrittenContext =
  | { readonly kind: 'folder'; readonly path: string }
  /** The commit itself, from the server: the repository without .dockerignore. */
  | { readonly kind: 'commit' }
  /** A variable, an address, an archive, a folder made for the purpose. */
  | { readonly kind: 'unknown' };

/** A context as written, where variables are `$x` and `${x}`. */
export function contextOf(path: string | undefined): WrittenContext {
  if (path === undefined || isRemote(path) || path === '-' || /[$~]/.test(path)) return { kind: 'unknown' };
  return { kind: 'folder', path };
}

function isRemote(path: string): boolean {
  return /^[a-z][a-z0-9+.-]*:|^git@|\.git(?:#|$)|^github\.com\/|\.(?:tar(?:\.\w+)?|tgz)$/.test(path);
}
