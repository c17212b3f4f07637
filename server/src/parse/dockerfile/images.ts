import type { ImageRef } from '../../core/imageRef.ts';
import type { Span } from '../../core/text.ts';
import type { Stage } from './model.ts';
import { exactSpan, slice } from './traced.ts';

/** A stage whose FROM names an image, not an earlier stage, with the way from parts of the reference to the file. */
export interface ImageUse {
  readonly stage: Stage;
  readonly ref: ImageRef;
  /** FROM's argument. */
  readonly span: Span;
  /** Where a part of the reference is written, be it in FROM or in an ARG's default; undefined if it is pieced together. */
  readonly place: (part: Span) => Span | undefined;
}

export function imageUses(stages: readonly Stage[]): ImageUse[] {
  return stages.flatMap((stage) => {
    const { base, image, parent, resolvedImage } = stage;
    if (parent || !image || !resolvedImage || base.kind !== 'image') return [];
    const place = ({ start, end }: Span): Span | undefined => exactSpan(slice(resolvedImage, start, end));
    return [{ stage, ref: base.ref, span: image.span, place }];
  });
}

/** The stages whose image is put together from what stands at `offset`, such as the default of an ARG. */
export function stagesFrom(stages: readonly Stage[], offset: number): Stage[] {
  return stages.filter(({ resolvedImage }) =>
    resolvedImage?.pieces.some(({ start, length }) => start <= offset && offset < start + length),
  );
}
