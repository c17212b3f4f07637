import { basename } from '../../core/path.ts';
import { wholeContextCopies } from '../../parse/dockerfile/contextSources.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { goBuilds, type GoBuild } from '../../parse/dockerfile/goBuilds.ts';
import { goCommandSpan, goflagsMayHold, mayHoldFlags } from '../../parse/dockerfile/goSettings.ts';
import { lineage } from '../../parse/dockerfile/lineage.ts';
import { absolutePath } from '../../parse/dockerfile/paths.ts';
import { hasGoBefore } from '../../parse/dockerfile/stageKinds.ts';
import { letIn } from '../../workspace/letIn.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Let default.pgo into the build.',
  rationale: `
Since Go 1.21 a \`default.pgo\` beside the main package makes the compiler optimise for that profile, usually for 2 to 14% less CPU. Nothing warns when it is missing: an ignore file that keeps profiles out of the build turns the optimisation off, in the image alone.`,
  sources: ['https://go.dev/doc/pgo'],
  messages: {
    ignored:
      'The image is built without profile-guided optimisation, unlike on this machine: {ignore} keeps {file} out by `{pattern}`.',
  },
  fixes: {
    letIn: 'Let it in: `!{path}` in {file}',
  },
  related: {
    line: 'The line that keeps it out',
  },
  examples: [
    {
      title: 'Profiles are ignored',
      bad: `\
-- Dockerfile --
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /api /api
ENTRYPOINT ["/api"]
-- go.mod --
module example.com/api

go 1.27
-- go.sum --
-- cmd/api/default.pgo --
-- .dockerignore --
.git
**/*.pgo
`,
      good: `\
-- Dockerfile --
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /api /api
ENTRYPOINT ["/api"]
-- go.mod --
module example.com/api

go 1.27
-- go.sum --
-- cmd/api/default.pgo --
-- .dockerignore --
.git
**/*.pgo
!cmd/api/default.pgo
`,
    },
  ],
  *check(dockerfile, { say, fix, note }, { path, workspace }) {
    const context = workspace.contextOf(path, dockerfile);
    const ignoreFile = context?.ignoreFile;
    if (!context?.isCertain || !ignoreFile) return;
    for (const { build, folder } of builtPackages(dockerfile)) {
      const file = folder === '' ? 'default.pgo' : `${folder}/default.pgo`;
      const line = context.kindAt(file) === 'file' ? context.keptOutBy(file) : undefined;
      if (!line) continue;
      const names = { path: file, file: basename(ignoreFile.path) };
      const edits = letIn(ignoreFile, file);
      yield say.ignored(
        goCommandSpan(build),
        { ignore: names.file, file, pattern: line.text },
        {
          fixes: edits ? [fix.letIn(names, { safe: false, file: ignoreFile.path, edits })] : [],
          related: [note.line({}, { file: ignoreFile.path, span: line.span })],
        },
      );
    }
  },
});

/** The main packages that are built from the context as a whole, by their folder in it. */
function builtPackages(dockerfile: Dockerfile): { build: GoBuild; folder: string }[] {
  const copies = wholeContextCopies(dockerfile).map(({ copy }) => copy);
  return dockerfile.stages.flatMap((stage) => {
    const stages = lineage(stage);
    const home = copies.find((copy) => stages.some((each) => each.copies.includes(copy)))?.destination;
    if (home === undefined || hasGoBefore(stage, { major: 1, minor: 21, patch: undefined })) return [];
    return goBuilds(stage)
      .filter((build) => !choosesProfile(build))
      .flatMap((build) => {
        const [folder, ...others] = packageFolders(build, home.replace(/\/+$/, ''));
        return folder === undefined || others.length > 0 ? [] : [{ build, folder }];
      });
  });
}

/** `-pgo=off`, another file, or flags that only the build knows. */
function choosesProfile(build: GoBuild): boolean {
  return build.options.flags.has('pgo') || mayHoldFlags(build) || goflagsMayHold(build, 'pgo');
}

function packageFolders({ options, directory, run }: GoBuild, home: string): string[] {
  const at = directory ?? run.workdir;
  const words = options.packages.length === 0 ? ['.'] : options.packages.map(({ value }) => value ?? '');
  return words.flatMap((word) => {
    const path =
      at === undefined || !/^\.{1,2}(?:\/|$)/.test(word) || word.includes('...') ? undefined : absolutePath(at, word);
    const folder = path?.replace(/\/+$/, '');
    if (folder === home) return [''];
    return folder?.startsWith(`${home}/`) ? [folder.slice(home.length + 1)] : [];
  });
}
