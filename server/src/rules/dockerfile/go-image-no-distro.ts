import { goImageTag, goSupportEnded, type GoTag } from '../../core/goReleases.ts';
import { cgo, linking } from '../../parse/dockerfile/cgo.ts';
import { goPrograms } from '../../parse/dockerfile/goBuilds.ts';
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
    const seen = new Set<number>();
    for (const use of imageUses(stages)) {
      const { stage, ref, span, place } = use;
      const tag = withoutDistribution(use);
      const where = (tag && place(tag.span)) ?? span;
      if (!tag || seen.has(where.start)) continue;
      seen.add(where.start);
      const written = ref.tag ?? '';
      const { end } = where;
      const edits = () => [{ span: { start: end, end }, newText: '-trixie' }];
      const linksC = linksAgainstC(stage, finalStage);
      yield (linksC ? say.cgo : say.floats)(
        where,
        { tag: written },
        {
          fixes: place(tag.span) ? [fix.name({ tag: `${written}-trixie` }, { safe: true, edits })] : [],
          severity: linksC ? 'warning' : undefined,
        },
      );
    }
  },
});

/** An old Go has to be raised anyway, and that finding's fix writes the tag. */
function withoutDistribution({ ref }: ImageUse): GoTag | undefined {
  const tag = goImageTag(ref);
  return tag?.suffix === '' && ref.digest === undefined && !goSupportEnded(tag.version) ? tag : undefined;
}

function linksAgainstC(stage: Stage, final: Stage | undefined): boolean {
  if (!final || final === stage) return false;
  const hasGlibc = final.base.kind === 'image' && final.base.facts?.libc === 'glibc';
  return (
    hasGlibc &&
    [...goPrograms(final).keys()].some(
      (build) => build.stage === stage && cgo(build) === 'on' && linking(build) === 'dynamic',
    )
  );
}
