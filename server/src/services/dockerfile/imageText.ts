import { baseImage, isWindows, officialName, type BaseImage } from '../../core/baseImages.ts';
import { distributionOf, VERIFIED_ON } from '../../core/distributions.ts';
import { goImageTag, goLine, goSupportEnded, type GoVersion } from '../../core/goReleases.ts';
import type { ImageRef } from '../../core/imageRef.ts';
import type { Locale } from '../../engine/catalogue.ts';
import type { Base } from '../../parse/dockerfile/model.ts';
import { say } from '../strings.ts';

type Image = { readonly kind: 'scratch' } | { readonly kind: 'image'; readonly ref: ImageRef };

/** What is known of an image, as a list; undefined if that is nothing. */
export function imageText(base: Image | Base, locale: Locale): string | undefined {
  if (base.kind === 'scratch') return say('nothing', locale);
  if (base.kind === 'unknown') return undefined;
  const facts = baseImage(base.ref);
  const rows = [
    ...releaseRows(base.ref, locale),
    ...(facts && !isWindows(facts) ? factRows(base.ref, facts, locale) : []),
  ];
  return rows.length === 0
    ? undefined
    : rows.map(([name, value]) => `- ${say('row', locale, { name, value })}`).join('\n');
}

type Row = readonly [name: string, value: string];

function releaseRows(ref: ImageRef, locale: Locale): Row[] {
  const rows: Row[] = [];
  const go = goImageTag(ref);
  if (go) rows.push(['Go', say('both', locale, { first: goLine(go.version), second: goSupport(go.version, locale) })]);
  const release = distributionOf(ref);
  if (release) {
    const { name, version, codename, supportEnds: date, glibc } = release;
    const first = `${name} ${version}${codename ? ` (${codename})` : ''}`;
    const second = date && say(date <= VERIFIED_ON ? 'since' : 'until', locale, { date });
    rows.push([say('distribution', locale), second ? say('both', locale, { first, second }) : first]);
    if (glibc && baseImage(ref)?.libc === 'glibc') rows.push([say('libc', locale), `glibc ${glibc}`]);
  }
  return rows;
}

/** Two newer lines end the support of one. */
function goSupport(version: GoVersion, locale: Locale): string {
  const date = goSupportEnded(version);
  if (date !== undefined) return say('goEnded', locale, { date });
  return say('goSupported', locale, { line: `${version.major}.${version.minor + 2}` });
}

function factRows(ref: ImageRef, facts: BaseImage, locale: Locale): Row[] {
  const hasRelease = distributionOf(ref)?.glibc !== undefined && facts.libc === 'glibc';
  const rows: readonly (readonly [string, string | undefined])[] = [
    [say('libc', locale), hasRelease ? undefined : libc(facts, locale)],
    [say('shell', locale), presence(facts.shell, '`/bin/sh`', locale)],
    [
      say('compiler', locale),
      officialName(ref) === 'golang' ? presence(facts.compiler, say('yes', locale), locale) : undefined,
    ],
    [say('user', locale), facts.user === '0' ? 'root (0)' : facts.user],
    [say('certificates', locale), presence(facts.certificates, say('yes', locale), locale)],
    [say('zones', locale), presence(facts.zoneinfo, say('yes', locale), locale)],
  ];
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

function libc({ libc: library }: BaseImage, locale: Locale): string | undefined {
  return library === 'none' ? say('none', locale) : library;
}

function presence(is: boolean | undefined, yes: string, locale: Locale): string | undefined {
  if (is === undefined) return undefined;
  return is ? yes : say('none', locale);
}
