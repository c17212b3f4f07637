import type { Locale } from '../../engine/catalogue.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';

/** What the services are asked about, and what they know besides the file. */
export interface Question {
  readonly dockerfile: Dockerfile;
  readonly offset: number;
  readonly locale: Locale;
  /** The go line of the module that the file builds, if one is known. */
  readonly goLine?: string | undefined;
  /** Another extension explains and offers instructions and the older flags already. */
  readonly hasPeer?: boolean;
}
