import { clean, type IgnorePattern, parseIgnorePattern, trim } from './ignorePattern.ts';
import type { Span } from './text.ts';

/** `.dockerignore`: what of a build context never reaches the build. */
export interface Dockerignore {
  readonly text: string;
  readonly lines: readonly IgnoreLine[];
  /** Patterns that Docker refuses; one of them stops the build. */
  readonly problems: readonly { readonly text: string; readonly span: Span }[];
}

export interface IgnoreLine extends IgnorePattern {
  readonly span: Span;
}

/** Never throws. */
export function parseDockerignore(text: string): Dockerignore {
  const lines: IgnoreLine[] = [];
  const problems: { text: string; span: Span }[] = [];
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    const written = index === 0 ? line.replace(/^\uFEFF/, '') : line;
    const body = trim(written);
    if (written.startsWith('#') || body === '') continue;
    const start = index + line.indexOf(body);
    const span = { start, end: start + body.length };
    const pattern = parseIgnorePattern(body);
    if (pattern) lines.push({ ...pattern, span });
    else problems.push({ text: body, span });
  }
  return { text, lines, problems };
}

/**
 * The line that keeps a path out of the build, or undefined if it gets in. As BuildKit walks the context: what a line
 * says of a folder holds for all that is in it, and the last line that says something counts.
 */
export function ignoringLine({ lines }: Dockerignore, path: string): IgnoreLine | undefined {
  const folders = foldersOf(clean(path));
  let above: readonly boolean[] | undefined;
  let last: IgnoreLine | undefined;
  for (const folder of folders) {
    const inherited = above;
    last = undefined;
    above = lines.map((line, at) => {
      const isNamed = inherited?.[at] === true || (line.negated === (last !== undefined) && line.names(folder));
      if (isNamed) last = line.negated ? undefined : line;
      return isNamed;
    });
  }
  return last;
}

/** `a/b/c` lies in `a` and `a/b`. */
function foldersOf(path: string): string[] {
  const parts = path.replace(/^\/+/, '').split('/');
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}
