import { cgo, linking } from '../../parse/dockerfile/cgo.ts';
import { withoutCgo } from '../../parse/dockerfile/cgoBuilds.ts';
import { baseName } from '../../parse/dockerfile/contents.ts';
import { mayCopy, runMentions } from '../../parse/dockerfile/finalFiles.ts';
import { goPrograms, type GoBuild } from '../../parse/dockerfile/goBuilds.ts';
import { goCommandSpan } from '../../parse/dockerfile/goSettings.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { needsCgo } from '../../core/cgoPackages.ts';
import { surelyLinksLibc } from '../../workspace/programNeeds.ts';
import { defineRule } from '../define.ts';

type Libc = 'glibc' | 'musl';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Run a program with cgo on the C library that it was linked against.',
  rationale: `
Where a C compiler is installed Go uses cgo unless told otherwise, and \`net\` and \`os/user\` then link the program against the C library of the build image: glibc on Debian, musl on Alpine. On the other one its loader is missing, and the container ends with "no such file or directory", although the file is there.

\`CGO_ENABLED=0\` makes a program that needs no C library. One without \`net\`, \`os/user\` and C code needs none anyway, so where neither go.mod nor EXPOSE shows that it is a server, this is a warning. A module that wraps C code has to be built on the image's own kind.`,
  sources: [
    'https://pkg.go.dev/cmd/cgo',
    'https://pkg.go.dev/net#hdr-Name_Resolution',
    'https://wiki.musl-libc.org/functional-differences-from-glibc.html',
  ],
  messages: {
    mismatch:
      'The program will not start ("no such file or directory"): it is linked against {build} with cgo, and {image} has {final}.',
    perhaps:
      'The program will not start ("no such file or directory") if it uses `net` or `os/user`: cgo links them against {build}, and {image} has {final}.',
  },
  fixes: {
    off: 'Build without cgo: CGO_ENABLED=0',
  },
  related: {
    final: 'The image it runs in',
  },
  examples: [
    {
      title: 'Built on Debian, run on Alpine',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM alpine:3.24
COPY --from=build /api /api
USER 65532:65532
ENTRYPOINT ["/api"]
`,
      good: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM alpine:3.24
COPY --from=build /api /api
USER 65532:65532
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check({ finalStage: final }, { say, fix, note }, { path, workspace }) {
    if (!final?.image || bringsOther(final)) return;
    const module = workspace.moduleOf(path);
    const requires = module?.module.requires ?? [];
    const wrapsC = requires.some((each) => !each.indirect && needsCgo(each.path));
    for (const { build, here, there } of mismatches(final)) {
      const isMeant = wrapsC || build.command.assignments.has('CGO_ENABLED');
      const edits = isMeant ? undefined : withoutCgo(build.command);
      const isCertain = surelyLinksLibc(build, final, module);
      yield (isCertain ? say.mismatch : say.perhaps)(
        goCommandSpan(build),
        { build: here, final: there, image: baseName(final) },
        {
          fixes: edits ? [fix.off({}, { safe: true, edits })] : [],
          related: [note.final({}, { span: final.image.span })],
          severity: isCertain ? undefined : 'warning',
        },
      );
    }
  },
});

function mismatches(final: Stage): { build: GoBuild; here: Libc; there: Libc }[] {
  const there = libcOf(final);
  return [...goPrograms(final).keys()].filter(linksC).flatMap((build) => {
    const here = libcOf(build.stage);
    return here && there && here !== there ? [{ build, here, there }] : [];
  });
}

function linksC(build: GoBuild): boolean {
  const target = build.command.assignments.get('GOOS') ?? 'linux';
  return target === 'linux' && cgo(build) === 'on' && linking(build) === 'dynamic';
}

function libcOf({ base }: Stage): Libc | undefined {
  const libc = base.kind === 'image' ? base.facts?.libc : undefined;
  return libc === 'none' ? undefined : libc;
}

/** Alpine's layer for glibc, a copied loader, or packages that only the build knows. */
function bringsOther(final: Stage): boolean {
  return (
    runMentions(final, /gcompat|libc6-compat|glibc|musl|\.sh\b|\bapk\b.*\$/) ||
    mayCopy(final, /ld-linux|ld-musl|(?:^|\/)lib(?:64)?\/?$/)
  );
}
