import { officialName } from './baseImages.ts';
import type { ImageRef } from './imageRef.ts';
import type { Span } from './text.ts';

/** The day this table was compared with go.dev/doc/devel/release. */
export const VERIFIED_ON = '2026-08-22';

/** First release of each line. A line is supported until two newer ones exist, so its end needs no column. */
const RELEASED: Readonly<Record<string, string>> = {
  '1.1': '2013-05-13',
  '1.2': '2013-12-01',
  '1.3': '2014-06-18',
  '1.4': '2014-12-10',
  '1.5': '2015-08-19',
  '1.6': '2016-02-17',
  '1.7': '2016-08-15',
  '1.8': '2017-02-16',
  '1.9': '2017-08-24',
  '1.10': '2018-02-16',
  '1.11': '2018-08-24',
  '1.12': '2019-02-25',
  '1.13': '2019-09-03',
  '1.14': '2020-02-25',
  '1.15': '2020-08-11',
  '1.16': '2021-02-16',
  '1.17': '2021-08-16',
  '1.18': '2022-03-15',
  '1.19': '2022-08-02',
  '1.20': '2023-02-01',
  '1.21': '2023-08-08',
  '1.22': '2024-02-06',
  '1.23': '2024-08-13',
  '1.24': '2025-02-11',
  '1.25': '2025-08-12',
  '1.26': '2026-02-10',
  '1.27': '2026-08-19',
};

/** Distribution suffixes that the official image has for the supported lines; the first of a family is its newest. */
export const GO_SUFFIXES = ['trixie', 'bookworm', 'alpine', 'alpine3.24', 'alpine3.23'] as const;

const LINES = Object.keys(RELEASED);

export interface GoVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number | undefined;
}

/** `1.26`, `1.26.3`, `1.27rc1`; undefined for anything else. */
export function parseGoVersion(text: string): GoVersion | undefined {
  const [, major, minor, patch] = /^(\d+)\.(\d+)(?:\.(\d+))?(?:(?:rc|beta)\d+)?$/.exec(text) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  return { major: Number(major), minor: Number(minor), patch: patch === undefined ? undefined : Number(patch) };
}

/** `1.26` of `1.26.3`. */
export function goLine({ major, minor }: GoVersion): string {
  return `${major}.${minor}`;
}

/** Negative if `a` is older. A version without patch is its line's first. */
export function compareGoVersions(a: GoVersion, b: GoVersion): number {
  return a.major - b.major || a.minor - b.minor || (a.patch ?? 0) - (b.patch ?? 0);
}

/** The lines that get security fixes, oldest first. */
export function supportedGoLines(): readonly [oldest: string, newest: string] {
  return [LINES.at(-2) ?? '', LINES.at(-1) ?? ''];
}

/** The day a line's support ended, as `2026-08-19`; undefined if it is supported or newer than the table. */
export function goSupportEnded(version: GoVersion): string | undefined {
  const index = LINES.indexOf(goLine(version));
  const successor = index === -1 ? undefined : LINES[index + 2];
  return successor && RELEASED[successor];
}

/** The day of a line's first release. */
export function goReleased(version: GoVersion): string | undefined {
  return RELEASED[goLine(version)];
}

/** The oldest supported line that can build a module with this `go` line; undefined if none in the table can. */
export function supportedGoLineFor(required: GoVersion | undefined): string | undefined {
  if (!required) return supportedGoLines()[0];
  return supportedGoLines().find((line) => {
    const version = parseGoVersion(line);
    return version !== undefined && compareLines(version, required) >= 0;
  });
}

export interface GoTag {
  readonly version: GoVersion;
  /** Of the version, as offsets in the image reference. */
  readonly span: Span;
  /** `alpine3.20`, `bookworm`; '' without. */
  readonly suffix: string;
  readonly suffixSpan: Span;
}

/** The version in a tag of the official image, `1.22.5-alpine3.20`; undefined for `latest`, `1`, `tip`, other images. */
export function goImageTag(ref: ImageRef): GoTag | undefined {
  if (officialName(ref) !== 'golang' || !ref.tagSpan) return undefined;
  const { start, end } = ref.tagSpan;
  const [, text = '', suffix = ''] =
    /^(\d+\.\d+(?:\.\d+)?(?:(?:rc|beta)\d+)?)(?:-(.+))?$/.exec(ref.text.slice(start, end)) ?? [];
  const version = parseGoVersion(text);
  if (!version) return undefined;
  return {
    version,
    span: { start, end: start + text.length },
    suffix,
    suffixSpan: { start: end - suffix.length, end },
  };
}

/**
 * The flavour of a tag of the official image that moves on to every new line: `alpine` of `1-alpine` and `alpine`, '' of
 * `latest`, `1` and no tag. Undefined for all others, also for flavours that get no new lines any more.
 */
export function floatingGoFlavour(ref: ImageRef): string | undefined {
  const { tag = 'latest', digest } = ref;
  if (officialName(ref) !== 'golang' || digest !== undefined) return undefined;
  if (tag === 'latest' || tag === '1') return '';
  const flavour = tag.replace(/^1-/, '');
  return currentGoSuffix(flavour) === flavour ? flavour : undefined;
}

/** The Go in an official image: what its tag says, or the newest where the tag moves on. */
export function goVersionIn(ref: ImageRef): GoVersion | undefined {
  const moves = floatingGoFlavour(ref) !== undefined;
  return goImageTag(ref)?.version ?? (moves ? parseGoVersion(supportedGoLines()[1]) : undefined);
}

/** The suffix under which a supported line is published: the same, or the family's newest where that one is gone. */
export function currentGoSuffix(suffix: string): string | undefined {
  if (suffix === '' || GO_SUFFIXES.some((known) => known === suffix)) return suffix;
  if (/^alpine3\.\d+$/.test(suffix)) return 'alpine';
  if (/^(?:wheezy|jessie|stretch|buster|bullseye)$/.test(suffix)) return 'bookworm';
  return /^(?:windowsservercore|nanoserver)(?:-ltsc202[25])?$/.test(suffix) ? suffix : undefined;
}

function compareLines(a: GoVersion, b: GoVersion): number {
  return a.major - b.major || a.minor - b.minor;
}
