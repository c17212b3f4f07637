import type { ImageRef } from '../../core/imageRef.ts';
import { isOfficialImage } from '../../core/officialImages.ts';
import type { Span } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import type { Base } from '../../parse/dockerfile/model.ts';

export interface DocumentLink {
  readonly span: Span;
  /** An address, or the path of a file. */
  readonly target: string;
}

/** Images to where they are described, and the frontend of `# syntax=`. */
export function dockerfileLinks({ stages, directives }: Dockerfile): DocumentLink[] {
  const images = stages.flatMap(({ base, image, parent, copies }) => [
    ...(parent || !image ? [] : imageLink(image.span, base, image.text)),
    ...copies.flatMap(({ from }) => (from && !from.stage ? imageLink(from.span, from.base, from.value) : [])),
  ]);
  const syntax = directives.flatMap(({ name, value, valueSpan }): DocumentLink[] =>
    name === 'syntax' && /^(?:docker\.io\/)?docker\/dockerfile(?:[:@]|$)/.test(value)
      ? [{ span: valueSpan, target: 'https://docs.docker.com/build/buildkit/dockerfile-release-notes/' }]
      : [],
  );
  return [...syntax, ...images];
}

function imageLink(span: Span, base: Base, written: string): DocumentLink[] {
  if (base.kind !== 'image' || written.includes('$')) return [];
  const target = imagePage(base.ref);
  return target === undefined ? [] : [{ span, target }];
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

/** Where an image is described; undefined where that is anybody’s guess. */
function imagePage({ registry, name }: ImageRef): string | undefined {
  if (registry !== undefined) return Object.hasOwn(PAGES, registry) ? PAGES[registry]?.(name) : undefined;
  if (name.includes('/')) return `https://hub.docker.com/r/${name}`;
  return isOfficialImage(name) ? `https://hub.docker.com/_/${name}` : undefined;
}
