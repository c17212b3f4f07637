import type { ImageRef } from '../core/imageRef.ts';
import { isOfficialImage } from '../core/officialImages.ts';

/** Where an image is described; undefined where that is anybody’s guess. */
export function imagePage({ registry, name }: ImageRef): string | undefined {
  if (registry !== undefined) return Object.hasOwn(PAGES, registry) ? PAGES[registry]?.(name) : undefined;
  if (name.includes('/')) return `https://hub.docker.com/r/${name}`;
  return isOfficialImage(name) ? `https://hub.docker.com/_/${name}` : undefined;
}

/** The pages of registries that have them; distroless is described where it is made. */
const PAGES: Readonly<Record<string, (name: string) => string | undefined>> = {
  'gcr.io': (name) =>
    name.startsWith('distroless/') ? 'https://github.com/GoogleContainerTools/distroless' : undefined,
  'ghcr.io': (name) => `https://ghcr.io/${name}`,
  'quay.io': (name) => `https://quay.io/repository/${name}`,
  'public.ecr.aws': (name) => `https://gallery.ecr.aws/${name}`,
  'cgr.dev': (name) => {
    const image = /^chainguard\/([\w-]+)$/.exec(name)?.[1];
    return image && `https://images.chainguard.dev/directory/image/${image}/overview`;
  },
};
