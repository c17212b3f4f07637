import { officialName, pin } from '../../core/baseImages.ts';
import type { ImageRef } from '../../core/imageRef.ts';
import type { TextEdit } from '../../core/text.ts';
import { mayBeLocal } from './imageSources.ts';
import { imageUses, type ImageUse } from './images.ts';
import type { Stage } from './model.ts';

/** An image that means `latest`, by saying so or by having no tag. Go's own is `floatingGoFlavour`'s. */
export interface FloatingImage extends ImageUse {
  /** As written, without the tag. */
  readonly image: string;
  /** `FROM base`: may be an image built before, or a context that `--build-context base=…` names. */
  readonly mayBeLocal: boolean;
}

export function floatingImages(stages: readonly Stage[]): FloatingImage[] {
  return imageUses(stages)
    .filter(({ ref }) => floats(ref) && officialName(ref) !== 'golang')
    .map((use) => ({
      ...use,
      image: use.ref.text.slice(0, use.ref.repositorySpan.end),
      mayBeLocal: mayBeLocal(use.ref),
    }));
}

function floats({ registry, name, tag = 'latest', digest }: ImageRef): boolean {
  const isOnPurpose = registry === 'cgr.dev' || (registry === 'gcr.io' && /^distroless\/.+-debian\d+$/.test(name));
  return tag === 'latest' && digest === undefined && !isOnPurpose;
}

/** The version to write down instead of `latest`. */
export interface Pin {
  /** The image with it. */
  readonly pinned: string;
  readonly edit: TextEdit;
}

/** Undefined if the image is not known, or its name is pieced together. */
export function pinOf({ ref, image, place }: FloatingImage): Pin | undefined {
  const version = pin(ref);
  const replacesTag = ref.tagSpan !== undefined && version?.startsWith(':') === true;
  const { end } = ref.repositorySpan;
  const span = place(replacesTag ? ref.tagSpan : { start: end, end });
  if (version === undefined || !span) return undefined;
  return { pinned: `${image}${version}`, edit: { span, newText: replacesTag ? version.slice(1) : version } };
}
