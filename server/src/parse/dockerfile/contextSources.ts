import type { Span } from '../../core/text.ts';
import type { Dockerfile } from '../dockerfile.ts';
import type { Copy } from './model.ts';
import { mountsOf } from './mounts.ts';

/** A source of COPY or ADD in the build context. */
export interface ContextSource {
  readonly copy: Copy;
  readonly span: Span;
  /** As BuildKit would look for it, below the context: `go.mod`, `cmd/api`. */
  readonly path: string;
}

/** What COPY and ADD take from the build context, as far as it is written out. Whether it exists, only a disk can tell. */
export function contextSources({ stages }: Pick<Dockerfile, 'stages'>): ContextSource[] {
  return stages.flatMap(({ copies }) =>
    copies.flatMap((copy) => {
      if (copy.from) return [];
      const words = copy.instruction.args.filter(({ text }) => !text.startsWith('<<'));
      return copy.sources.flatMap((source, at): ContextSource[] => {
        const span = words[at]?.span;
        return span && source !== undefined && isPath(source) ? [{ copy, span, path: below(source) }] : [];
      });
    }),
  );
}

/** No pattern, no address, and not the context itself. */
function isPath(source: string): boolean {
  return !/[*?[\]\\]|^[a-z+]+:\/\/|^git@|\.git(?:#|$)/.test(source) && below(source) !== '';
}

/** Nothing outside of the context can be meant. */
function below(source: string): string {
  const parts: string[] = [];
  for (const part of source.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** COPY and ADD of the build context as a whole: `COPY . .`. */
export function wholeContextCopies({ stages }: Pick<Dockerfile, 'stages'>): Pick<ContextSource, 'copy' | 'span'>[] {
  return stages.flatMap(({ copies }) =>
    copies.flatMap((copy) => {
      if (copy.from) return [];
      const at = copy.sources.findIndex((source) => source !== undefined && /^\.?\/*$/.test(source));
      const span = copy.instruction.args[at]?.span;
      return span ? [{ copy, span }] : [];
    }),
  );
}

/** Whole file systems that a pattern, an archive or a variable may bring. */
const ANYTHING = /[*?[\]\\]|\.(?:tar(?:\.\w+)?|t[gbx]z2?)$/;

/**
 * What COPY, ADD and mounts take from the build context, as paths below it: `go.mod`, `cmd/api`; '' is the context as a
 * whole, or what may be. Patterns of file names stay: `go.*`.
 */
export function contextFiles({ stages }: Pick<Dockerfile, 'stages'>): string[] {
  const copied = stages.flatMap(({ copies }) => copies.flatMap(({ from, sources }) => (from ? [] : sources)));
  const mounted = stages
    .flatMap(({ runs }) => runs.flatMap(({ instruction }) => mountsOf(instruction)))
    .filter(({ type, options }) => type === 'bind' && !options.has('from'))
    .map(({ options }) => options.get('source')?.value ?? '.');
  return [...copied, ...mounted].filter((source) => !isElsewhere(source)).map(written);
}

function written(source: string | undefined): string {
  if (source === undefined || source.includes('$')) return '';
  const path = below(source);
  return ANYTHING.test(path) && !/(?:^|\/)go\.[^/]*$/.test(path) ? '' : path;
}

/** `https://…`, `git@…`. */
function isElsewhere(source: string | undefined): boolean {
  return source !== undefined && /^[a-z+]+:\/\/|^git@|\.git(?:#|$)/.test(source);
}
