import { currentGoSuffix, goImageTag } from '../../core/goReleases.ts';
import { type Distribution, distributionOf } from '../../core/distributions.ts';
import { cgo, linking } from '../../parse/dockerfile/cgo.ts';
import { withoutCgo } from '../../parse/dockerfile/cgoBuilds.ts';
import { goPrograms, type GoBuild } from '../../parse/dockerfile/goBuilds.ts';
import { goCommandSpan } from '../../parse/dockerfile/goSettings.ts';
import { imageUses } from '../../parse/dockerfile/images.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import type { TextEdit } from '../../core/text.ts';
import { surelyLinksLibc } from '../../workspace/programNeeds.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Build a program with cgo on a Debian that is not newer than the one it runs on.',
  rationale: `
A program that is linked against glibc asks for the newest version of each function it uses. On an older glibc it ends with "version \`GLIBC_2.34' not found", at the start of the container. The other direction works.

glibc 2.34 moved the thread functions that every Go program with cgo uses, so from Debian 12 or later to anything older than that it breaks for certain; between newer releases it depends on what the C code calls.`,
  sources: [
    'https://sourceware.org/glibc/wiki/FAQ',
    'https://developers.redhat.com/articles/2021/12/17/why-glibc-234-removed-libpthread',
  ],
  messages: {
    skew: 'The program will not start ("GLIBC_2.34 not found"): it is linked on {build} with glibc {newer}, and {final} has {older}.',
    perhaps:
      'The program may not start ("GLIBC_{newer} not found"): it is linked on {build} with glibc {newer}, and {final} has {older}.',
  },
  fixes: {
    pin: 'Build on {tag}',
    off: 'Build without cgo: CGO_ENABLED=0',
  },
  related: {
    final: 'The image it runs in',
  },
  examples: [
    {
      title: 'Built on 13, run on 12',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
COPY --from=build /api /api
USER 65532:65532
ENTRYPOINT ["/api"]
`,
      good: `\
FROM golang:1.27-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
COPY --from=build /api /api
USER 65532:65532
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check(dockerfile, { say, fix, note }, { path, workspace }) {
    const final = dockerfile.finalStage;
    if (!final?.image) return;
    for (const { build, here, there, newer, older } of skews(final)) {
      const moved = compare(newer, '2.34') >= 0 && compare(older, '2.34') < 0;
      const breaks = moved && surelyLinksLibc(build, final, workspace.moduleOf(path));
      const pin = pinTo(dockerfile, build.stage, there);
      const off = build.command.assignments.has('CGO_ENABLED') ? undefined : withoutCgo(build.command);
      yield (breaks ? say.skew : say.perhaps)(
        goCommandSpan(build),
        { build: nameOf(here), newer, final: nameOf(there), older },
        {
          fixes: [
            ...(pin ? [fix.pin({ tag: pin.tag }, { safe: false, edits: () => pin.edits })] : []),
            ...(off ? [fix.off({}, { safe: false, edits: off })] : []),
          ],
          related: [note.final({}, { span: final.image.span })],
          severity: breaks ? undefined : 'warning',
        },
      );
    }
  },
});

interface Skew {
  readonly build: GoBuild;
  readonly here: Distribution;
  readonly there: Distribution;
  readonly newer: string;
  readonly older: string;
}

function skews(final: Stage): Skew[] {
  const there = releaseOf(final);
  const older = there?.glibc;
  if (!older) return [];
  return [...goPrograms(final).keys()].filter(linksC).flatMap((build) => {
    const here = releaseOf(build.stage);
    const newer = here?.glibc;
    return newer && compare(newer, older) > 0 ? [{ build, here, there, newer, older }] : [];
  });
}

function linksC(build: GoBuild): boolean {
  return cgo(build) === 'on' && linking(build) === 'dynamic';
}

function releaseOf({ base }: Stage): Distribution | undefined {
  return base.kind === 'image' ? distributionOf(base.ref) : undefined;
}

function nameOf({ name, version }: Distribution): string {
  return `${name} ${version}`;
}

function compare(a: string, b: string): number {
  const [x = 0, y = 0] = [a, b].map((version) => Number(version.split('.')[1]));
  return x - y;
}

/** The Go image on the Debian of the final image, if it is published. */
function pinTo(
  { stages }: Dockerfile,
  stage: Stage,
  { codename }: Distribution,
): { tag: string; edits: TextEdit[] } | undefined {
  const use = imageUses(stages).find((each) => each.stage === stage);
  const tag = use && goImageTag(use.ref);
  const span = tag && tag.suffix !== '' ? use.place(tag.suffixSpan) : undefined;
  if (!use || !span || codename === undefined || currentGoSuffix(codename) !== codename) return undefined;
  return {
    tag: `golang:${(use.ref.tag ?? '').slice(0, -(tag?.suffix.length ?? 0))}${codename}`,
    edits: [{ span, newText: codename }],
  };
}
