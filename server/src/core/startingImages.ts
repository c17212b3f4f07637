import { pin } from './baseImages.ts';
import { releasesOf } from './distributions.ts';
import { parseImageRef } from './imageRef.ts';

/** Images that a Go service starts from, in their newest supported release, the smallest first. */
export const STARTING_IMAGES: readonly string[] = [
  'scratch',
  ...['static', 'base', 'cc'].map((flavour) => `${pinned(`gcr.io/distroless/${flavour}`)}:nonroot`),
  pinned('alpine'),
  `debian:${releasesOf('Debian').at(-1)?.codename ?? ''}-slim`,
  pinned('ubuntu'),
  pinned('busybox'),
];

function pinned(image: string): string {
  const ref = parseImageRef(image);
  return image + ((ref && pin(ref)) ?? '');
}
