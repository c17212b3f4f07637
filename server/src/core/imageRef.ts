import type { Span } from './text.ts';

/** An image reference taken apart. Spans are offsets in the reference. */
export interface ImageRef {
  readonly text: string;
  /** `ghcr.io`, `localhost:5000`; undefined means Docker Hub. */
  readonly registry: string | undefined;
  /** Without registry and tag: `library/golang` is written `golang` by most. */
  readonly name: string;
  readonly tag: string | undefined;
  readonly tagSpan: Span | undefined;
  /** `sha256:…`. */
  readonly digest: string | undefined;
  readonly digestSpan: Span | undefined;
  /** Registry and name, without tag and digest. */
  readonly repositorySpan: Span;
}
