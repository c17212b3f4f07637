import { type Distribution, releasesOf } from '../../core/distributions.ts';
import { currentGoSuffix, type GoTag } from '../../core/goReleases.ts';
import type { Span, TextEdit } from '../../core/text.ts';
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
 * `uses` are all of the file, since several may take their version from one ARG.
 */
export function bumpGoTag(
  use: ImageUse,
  tag: GoTag,
  version: string,
  uses: readonly ImageUse[],
): GoTagBump | undefined {
  const { ref, place } = use;
  const suffix = currentGoSuffix(tag.suffix);
  const span = place(tag.span);
  const old = suffix === tag.suffix ? undefined : place(tag.suffixSpan);
  if (ref.digest !== undefined || suffix === undefined || !span || (suffix !== tag.suffix && !old)) return undefined;
  const edits = pinned(uses, span, version);
  if (old) edits.push({ span: old, newText: suffix });
  return { version, tag: `${version}-${suffix || DISTRIBUTION}`, edits };
}

/** What a tag without distribution means today. */
const DISTRIBUTION = 'trixie';

/**
 * The newest Debian under the Go image whose C library is not newer than that of the release on which a program will run.
 * Undefined if none is.
 */
export function debianFor({ glibc }: Partial<Distribution> = {}): string | undefined {
  if (glibc === undefined) return DISTRIBUTION;
  const published = releasesOf('Debian').filter(({ codename }) => codename && currentGoSuffix(codename) === codename);
  return published.findLast((each) => minor(each.glibc) <= minor(glibc))?.codename;
}

function minor(glibc: string | undefined): number {
  return Number(glibc?.split('.')[1]);
}

/**
 * A line of Go in a tag that moves on to every new one, or behind an image without tag; `1-alpine` keeps its flavour.
 * Undefined where the tag is pieced together.
 */
export function pinGo(use: ImageUse, flavour: string, line: string, uses: readonly ImageUse[]): GoTagBump | undefined {
  const { ref, place } = use;
  const tag = `${line}-${flavour || DISTRIBUTION}`;
  const { tagSpan, repositorySpan } = ref;
  if (!tagSpan) {
    const span = place({ start: repositorySpan.end, end: repositorySpan.end });
    return span && { version: line, tag, edits: [{ span, newText: `:${tag}` }] };
  }
  const { start, end } = tagSpan;
  const length = flavour === '' ? end - start : ref.tag?.startsWith('1-') ? 1 : 0;
  const span = place({ start, end: start + length });
  if (!span) return undefined;
  const edits = length === 0 ? [{ span, newText: `${line}-` }] : pinned(uses, span, line);
  return { version: line, tag, edits };
}

/**
 * Writes a version, and the distribution in every FROM that names none, so that no new tag floats on. An ARG keeps the
 * bare version, which others may read.
 */
function pinned(uses: readonly ImageUse[], span: Span, version: string): TextEdit[] {
  const ends = uses.flatMap((use) => {
    const { tagSpan } = use.ref;
    const isBare = tagSpan && use.place(tagSpan)?.start === span.start && use.place(tagSpan)?.end === span.end;
    return isBare ? (tagEnd(use) ?? []) : [];
  });
  if (ends.includes(span.end)) return [{ span, newText: `${version}-${DISTRIBUTION}` }];
  return [
    { span, newText: version },
    ...ends.map((end) => ({ span: { start: end, end }, newText: `-${DISTRIBUTION}` })),
  ];
}

/**
 * Where more of the tag may be written: behind it or, if an ARG holds it and nothing else, behind the variable in FROM.
 * Undefined for a digest and for what is pieced together.
 */
export function tagEnd({ ref, span, place }: ImageUse): number | undefined {
  const { tagSpan } = ref;
  const written = tagSpan && ref.digest === undefined ? place(tagSpan) : undefined;
  if (!tagSpan || !written || within(written, span)) return written?.end;
  const colon = place({ start: tagSpan.start - 1, end: tagSpan.start });
  return colon && within(colon, span) ? span.end : written.end;
}

function within({ start, end }: Span, outer: Span): boolean {
  return outer.start <= start && end <= outer.end;
}
