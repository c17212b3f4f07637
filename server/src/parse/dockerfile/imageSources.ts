import { type ImageRef, parseImageRef } from '../../core/imageRef.ts';
import { isOfficialImage } from '../../core/officialImages.ts';
import type { Span } from '../../core/text.ts';
import type { Dockerfile } from '../dockerfile.ts';
import { imageUses } from './images.ts';
import type { Stage } from './model.ts';
import { fromUses } from './stageUses.ts';

/** An image that the build pulls: for FROM, `COPY --from` or a mount. Its tag may be made up. */
export interface ImageSource {
  readonly ref: ImageRef;
  /** The registry, or the whole name where none is written. */
  readonly span: Span;
}

/** What surely comes from a registry: no stages, and no names that only an image of this machine or a context can have. */
export function imageSources(dockerfile: Pick<Dockerfile, 'stages'>): ImageSource[] {
  const uses = imageUses(dockerfile.stages).map(({ ref, span, place }) => ({
    ref,
    span: place(hostSpan(ref)) ?? span,
  }));
  const half = dockerfile.stages.flatMap(halfKnown);
  const others = fromUses(dockerfile).flatMap(({ origin, value, span }) => {
    const ref = origin || /^\d+$|^scratch$/.test(value) ? undefined : parseImageRef(value);
    return ref ? [{ ref, span: within(span, hostSpan(ref)) }] : [];
  });
  return [...uses, ...half, ...others].filter(({ ref }) => !mayBeLocal(ref));
}

/** `FROM base`: may be an image built before, or a context that `--build-context base=…` names. */
export function mayBeLocal({ registry, name }: ImageRef): boolean {
  return registry === undefined && !name.includes('/') && !isOfficialImage(name);
}

/** `FROM ghcr.io/acme/api:$TAG`: a variable without value that stands behind the registry hides only what follows. */
function halfKnown({ resolvedImage, image, parent }: Stage): ImageSource[] {
  const text = image?.text ?? '';
  const variable = text.indexOf('$');
  const end = text.includes('/') ? text.indexOf('/') : text.indexOf(':');
  if (parent || !image || resolvedImage || end === -1 || variable < end) return [];
  const ref = parseImageRef(text.replace(/\$(?:\w+|\{[^{}]*\})/g, 'x'));
  return ref
    ? [{ ref, span: image.traced.pieces.length === 1 ? within(image.span, { start: 0, end }) : image.span }]
    : [];
}

function hostSpan({ text, repositorySpan }: ImageRef): Span {
  const slash = text.indexOf('/');
  const host = slash === -1 ? '' : text.slice(0, slash);
  return /[.:]|^localhost$/.test(host) ? { start: 0, end: slash } : repositorySpan;
}

function within({ start }: Span, part: Span): Span {
  return { start: start + part.start, end: start + part.end };
}
