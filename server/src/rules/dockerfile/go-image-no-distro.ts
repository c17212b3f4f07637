import { type Distribution, distributionOf } from '../../core/distributions.ts';
import { goImageTag, goSupportEnded, type GoTag } from '../../core/goReleases.ts';
import type { Span, TextEdit } from '../../core/text.ts';
import { cgo, linking } from '../../parse/dockerfile/cgo.ts';
import { goPrograms } from '../../parse/dockerfile/goBuilds.ts';
import { debianFor, tagEnd } from '../../parse/dockerfile/goTag.ts';
import { imageUses, type ImageUse } from '../../parse/dockerfile/images.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Name the Debian release under the Go image.',
  rationale: `
\`golang:1.27\` stands on the Debian that is current when you pull. When the next one comes out the same tag has another C library, other packages and other versions of git and gcc: a program with cgo then asks for a glibc that the final image may not have ("version GLIBC_2.41 not found").

\`golang:1.27-trixie\` stays on Debian 13.`,
  sources: ['https://hub.docker.com/_/golang', 'https://go.dev/blog/rebuild'],
  messages: {
    floats: 'Another Debian may lie under the next build: the tag {tag} does not name its release.',
    cgo: 'The program may ask for a C library that the final image lacks: the tag {tag} does not name its Debian, and cgo links against it.',
  },
  fixes: {
    name: 'Use {tag}',
  },
  examples: [
    {
      title: 'A version of Go only',
      bad: `\
FROM golang:1.27 AS build
RUN go version > /version

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /version /version
COPY api /api
ENTRYPOINT ["/api"]
`,
      good: `\
FROM golang:1.27-trixie AS build
RUN go version > /version

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /version /version
COPY api /api
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check({ stages, finalStage }, { say, fix }) {
    for (const use of imageUses(stages)) {
      const tag = withoutDistribution(use);
      if (!tag) continue;
      const text = use.ref.tag ?? '';
      const release = finalStage && linksAgainstC(use.stage, finalStage) ? releaseOf(finalStage) : undefined;
      const { span, isInFrom } = placeOf(use, tag);
      const naming = named(use, release);
      // What stands in FROM is Debian 13 today; an ARG may be given another value.
      const safe = isInFrom && release === undefined;
      const fixes = naming ? [fix.name({ tag: `${text}-${naming.suffix}` }, { safe, edits: () => [naming.edit] })] : [];
      yield release
        ? say.cgo(span, { tag: text }, { fixes, severity: 'warning' })
        : say.floats(span, { tag: text }, { fixes });
    }
  },
});

/** The version in the tag or, where an ARG holds it, the image in FROM, since that is what lacks something. */
function placeOf(use: ImageUse, tag: GoTag): { readonly span: Span; readonly isInFrom: boolean } {
  const written = use.place(tag.span);
  const isInFrom = written !== undefined && written.end === tagEnd(use);
  return { span: isInFrom ? written : use.span, isInFrom };
}

/** A release that goes with the final image's, if there is one and the tag is not pieced together. */
function named(
  use: ImageUse,
  release: Partial<Distribution> | undefined,
): { readonly suffix: string; readonly edit: TextEdit } | undefined {
  const suffix = debianFor(release);
  const end = tagEnd(use);
  if (suffix === undefined || end === undefined) return undefined;
  return { suffix, edit: { span: { start: end, end }, newText: `-${suffix}` } };
}

/** An old Go has to be raised anyway, and that finding's fix writes the tag. */
function withoutDistribution({ ref }: ImageUse): GoTag | undefined {
  const tag = goImageTag(ref);
  return tag?.suffix === '' && ref.digest === undefined && !goSupportEnded(tag.version) ? tag : undefined;
}

/** The program of a stage is linked against a C library that the final image has to bring. */
function linksAgainstC(stage: Stage, final: Stage): boolean {
  return [...goPrograms(final).keys()].some(
    (build) => build.stage === stage && stage !== final && cgo(build) === 'on' && linking(build) === 'dynamic',
  );
}

/** What a final image with glibc stands on; no release where it does not say. */
function releaseOf({ base }: Stage): Partial<Distribution> | undefined {
  return base.kind === 'image' && base.facts?.libc === 'glibc' ? (distributionOf(base.ref) ?? {}) : undefined;
}
