/** What is known of an image that Go services start from. */
export interface BaseImage {
  readonly libc: 'glibc' | 'musl' | 'none';
  /** Whether `/bin/sh` exists. */
  readonly shell: boolean;
  /** USER of the image's configuration; `0` if it has none. */
  readonly user: string;
}
