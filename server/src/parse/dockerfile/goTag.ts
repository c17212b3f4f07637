import { currentGoSuffix, type GoTag } from '../../core/goReleases.ts';
import type { TextEdit } from '../../core/text.ts';
import type { ImageUse } from './images.ts';

export interface GoTagBump {
  /** `1.27` or `1.27.1`. */
  readonly version: string;
  /** The whole tag: `1.27-alpine`. */
  readonly tag: string;
  readonly edits: readonly TextEdit[];
}

/**
 * Another Go version in the tag of an official image, in the same flavour or, where that is gone, its successor.
 * Undefined where a digest pins the old image, the tag is pieced together, or the flavour is no longer published.
 */
export function bumpGoTag({ ref, place }: ImageUse, tag: GoTag, version: string): GoTagBump | undefined {
  const suffix = currentGoSuffix(tag.suffix);
  const span = place(tag.span);
  if (ref.digest !== undefined || suffix === undefined || !span) return undefined;
  // Without a distribution the new tag would float on.
  if (suffix === '') {
    const tagged = `${version}-trixie`;
    return { version, tag: tagged, edits: [{ span, newText: tagged }] };
  }
  const edits = [{ span, newText: version }];
  const old = suffix === tag.suffix ? undefined : place(tag.suffixSpan);
  if (suffix !== tag.suffix && !old) return undefined;
  if (old) edits.push({ span: old, newText: suffix });
  return { version, tag: `${version}-${suffix}`, edits };
}
