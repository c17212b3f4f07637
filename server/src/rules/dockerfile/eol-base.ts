import { officialName, pin } from '../../core/baseImages.ts';
import { currentGoSuffix, goImageTag, goSupportEnded } from '../../core/goReleases.ts';
import { type Distribution, distributionOf, releasesOf, VERIFIED_ON } from '../../core/distributions.ts';
import type { TextEdit } from '../../core/text.ts';
import { imageUses, type ImageUse } from '../../parse/dockerfile/images.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Start from a release of the distribution that still gets security updates.',
  rationale: `
After the end of support nobody mends holes in the C library, OpenSSL or the certificates of that release. Its packages move to an archive, so \`apt-get update\` and \`apk add\` begin to fail, and a scanner's findings cannot be fixed by a rebuild.

Debian counts to the end of its long-term support, Ubuntu to that of the standard support. The dates are in one table of Gantry's, compared with the publishers' announcements on ${VERIFIED_ON}.`,
  sources: [
    'https://wiki.debian.org/LTS',
    'https://alpinelinux.org/releases/',
    'https://ubuntu.com/about/release-cycle',
    'https://docs.fedoraproject.org/en-US/releases/eol/',
  ],
  messages: {
    ended: 'No more security fixes will come: support for {release} ended on {date}.',
  },
  fixes: {
    bump: 'Start from {image}',
  },
  examples: [
    {
      title: 'An old Alpine',
      bad: `\
FROM alpine:3.16
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ stages }, { say, fix }) {
    const seen = new Set<number>();
    for (const use of imageUses(stages)) {
      const release = distributionOf(use.ref);
      const ended = release?.supportEnds;
      if (!release || ended === undefined || ended > VERIFIED_ON) continue;
      // Where the Go in it is out of support as well, that finding and its fix speak for both.
      const go = goImageTag(use.ref);
      if (go && goSupportEnded(go.version)) continue;
      const tag = use.ref.tagSpan;
      const span = (tag && use.place(tag)) ?? use.span;
      if (seen.has(span.start)) continue;
      seen.add(span.start);
      const bump = bumpOf(use, release);
      yield say.ended(
        span,
        { release: `${release.name} ${release.version}`, date: ended },
        { fixes: bump ? [fix.bump({ image: bump.image }, { safe: false, edits: () => [bump.edit] })] : [] },
      );
    }
  },
});

/** The newest release under the same kind of name: a number for a number, a codename for a codename. */
function bumpOf(use: ImageUse, release: Distribution): { image: string; edit: TextEdit } | undefined {
  const { ref, place } = use;
  if (ref.digest !== undefined) return undefined;
  if (ref.registry === 'gcr.io') return renamed(use);
  if (!ref.tagSpan || ref.tag === undefined) return undefined;
  const newTag = tagOf(use, ref.tag, release);
  const span = newTag === undefined ? undefined : place(ref.tagSpan);
  if (newTag === undefined || !span) return undefined;
  return { image: `${ref.text.slice(0, ref.repositorySpan.end)}:${newTag}`, edit: { span, newText: newTag } };
}

function tagOf({ ref }: ImageUse, tag: string, release: Distribution): string | undefined {
  if (officialName(ref) === 'golang') {
    const go = goImageTag(ref);
    const suffix = go && currentGoSuffix(go.suffix);
    return go && suffix ? `${tag.slice(0, -go.suffix.length)}${suffix}` : undefined;
  }
  const newest = pin(ref)?.slice(1);
  const own = releasesOf(release.name).find(({ version }) => version === newest);
  // Only the images that are the distribution itself have a pin that is one of its releases.
  if (!own) return undefined;
  const [first = '', ...rest] = tag.split('-');
  const name = first === release.codename ? own.codename : own.version;
  const variant = rest.filter((part) => part === 'slim');
  return name === undefined ? undefined : [name, ...variant].join('-');
}

/** `static-debian11` → `static-debian13`. */
function renamed({ ref, place }: ImageUse): { image: string; edit: TextEdit } | undefined {
  const end = ref.repositorySpan.end;
  const start = ref.text.slice(0, end).lastIndexOf('debian') + 'debian'.length;
  const newest = releasesOf('Debian').at(-1)?.version;
  const span = place({ start, end });
  if (newest === undefined || !span) return undefined;
  return { image: ref.text.slice(0, start) + newest + ref.text.slice(end), edit: { span, newText: newest } };
}
