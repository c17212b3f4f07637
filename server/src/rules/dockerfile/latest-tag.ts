import { officialName, pin } from '../../core/baseImages.ts';
import { type GoVersion, parseGoVersion, supportedGoLineFor, supportedGoLines } from '../../core/goReleases.ts';
import type { ImageRef } from '../../core/imageRef.ts';
import { isOfficialImage } from '../../core/officialImages.ts';
import type { TextEdit } from '../../core/text.ts';
import { imageUses, type ImageUse } from '../../parse/dockerfile/images.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Name the version of the image to start from.',
  rationale: `
\`latest\`, which is also what a missing tag means, is whatever its publisher pushed last. The same commit then builds with another Go, another C library or another Debian tomorrow, and an old release cannot be built again.

A tag of a release line (\`golang:1.27\`, \`alpine:3.24\`) gets that line's fixes and nothing else; a digest pins every byte. Distroless images that carry Debian's version in their name, and Chainguard's free images, which have no other tag, are left alone.`,
  sources: [
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    'https://github.com/hadolint/hadolint/wiki/DL3006',
    'https://github.com/hadolint/hadolint/wiki/DL3007',
  ],
  equivalents: ['DL3006', 'DL3007'],
  messages: {
    untagged: 'The next build may start from another {image}: without a tag `latest` is meant, and that moves.',
    latest: 'The next build may start from another {image}: `latest` moves with every release.',
  },
  fixes: {
    pin: 'Pin it: {pinned}',
  },
  examples: [
    {
      title: 'No tag',
      bad: `\
FROM alpine
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
    {
      title: 'The tag of an ARG',
      bad: `\
ARG TAG=latest
FROM debian:\${TAG}
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
ARG TAG=13
FROM debian:\${TAG}
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ stages }, { say, fix }, { path, workspace }) {
    const required = parseGoVersion(workspace.moduleOf(path)?.module.go?.version ?? '');
    for (const use of imageUses(stages).filter(({ ref }) => floats(ref))) {
      const { ref, span, place } = use;
      const image = ref.text.slice(0, ref.repositorySpan.end);
      const version = officialName(ref) === 'golang' ? goPin(required) : pin(ref);
      const edit = version === undefined ? undefined : pinning(use, version);
      // What `latest` means now is safe to write down; an older line of Go is a choice.
      const safe = version === pin(ref) || version === goPin(undefined);
      const fixes = edit ? [fix.pin({ pinned: `${image}${version}` }, { safe, edits: () => [edit] })] : [];
      const severity = mayBeLocal(ref) ? 'info' : undefined;
      if (!ref.tagSpan) yield say.untagged(span, { image }, { fixes, severity });
      else yield say.latest(place(ref.tagSpan) ?? span, { image }, { fixes, severity });
    }
  },
});

function floats({ registry, name, tag = 'latest', digest }: ImageRef): boolean {
  const isOnPurpose = registry === 'cgr.dev' || (registry === 'gcr.io' && /^distroless\/.+-debian\d+$/.test(name));
  return tag === 'latest' && digest === undefined && !isOnPurpose;
}

/** `FROM base`: an image built before, or a context that `--build-context base=…` names. */
function mayBeLocal({ registry, name }: ImageRef): boolean {
  return registry === undefined && !name.includes('/') && !isOfficialImage(name);
}

/** Puts the version into the tag, or behind the name. Undefined if that is pieced together from several places. */
function pinning({ ref, place }: ImageUse, version: string): TextEdit | undefined {
  const replacesTag = ref.tagSpan !== undefined && version.startsWith(':');
  const { end } = ref.repositorySpan;
  const span = place(replacesTag ? ref.tagSpan : { start: end, end });
  return span && { span, newText: replacesTag ? version.slice(1) : version };
}

/** The line of go.mod if it is supported, else the next one that is; without a module the newest. */
function goPin(required: GoVersion | undefined): string | undefined {
  const line = required ? supportedGoLineFor(required) : supportedGoLines()[1];
  return line && `:${line}`;
}
