import type { Span } from '../../core/text.ts';
import type { Dockerfile } from '../dockerfile.ts';
import type { Copy } from './model.ts';

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
