import {
  compareGoVersions,
  goImageTag,
  goLine,
  parseGoVersion,
  type GoTag,
  type GoVersion,
} from '../../core/goReleases.ts';
import { basename, dirname } from '../../core/path.ts';
import type { Span, TextEdit } from '../../core/text.ts';
import { contextFiles } from '../../parse/dockerfile/contextSources.ts';
import { insertAfter } from '../../parse/dockerfile/edits.ts';
import { bumpGoTag } from '../../parse/dockerfile/goTag.ts';
import { imageUses, type ImageUse } from '../../parse/dockerfile/images.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { goArguments, goCommands, type GoCommand } from '../../parse/dockerfile/goCommands.ts';
import { buildsModule } from '../../workspace/goBuild.ts';
import { workLine } from '../../workspace/goWork.ts';
import type { ModuleFile, Workspace } from '../../workspace/workspace.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Build with an image whose Go is at least as new as the `go` line of go.mod.',
  rationale: `
The \`go\` line is a minimum: an older toolchain refuses the module. Go would normally download a newer toolchain, but the official images set \`GOTOOLCHAIN=local\`, so the build stops with "go.mod requires go >= …". Only the \`go\` line counts here: \`GOTOOLCHAIN=local\` makes Go ignore the \`toolchain\` line.

The line of a go.work that is copied along counts in the same way. A tag without a patch release (\`golang:1.26\`) stands for the newest of its line and is compared as such.`,
  sources: ['https://go.dev/doc/toolchain', 'https://go.dev/ref/mod#go-mod-file-go', 'https://hub.docker.com/_/golang'],
  messages: {
    newer:
      'The build will stop with "{file} requires go >= {required}", because this image has Go {available} and does not download another.',
  },
  fixes: {
    bump: 'Build with Go {version}: {tag}',
    auto: 'Let Go download the toolchain that {file} asks for (ENV GOTOOLCHAIN=auto)',
  },
  related: {
    line: '{file} asks for Go {required}',
  },
  examples: [
    {
      title: 'The module has moved on, the image has not',
      bad: `\
-- go.mod --
module example.com/shop

go 1.27
-- Dockerfile --
FROM golang:1.26-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /shop ./cmd/shop

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /shop /shop
USER 65532:65532
ENTRYPOINT ["/shop"]
`,
      good: `\
-- go.mod --
module example.com/shop

go 1.27
-- Dockerfile --
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /shop ./cmd/shop

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /shop /shop
USER 65532:65532
ENTRYPOINT ["/shop"]
`,
    },
  ],
  *check(dockerfile, { say, fix, note }, { path, workspace }) {
    const { text, stages } = dockerfile;
    const found = requirement(dockerfile, path, workspace);
    if (!found) return;
    const { required, wanted, file, place } = found;
    const uses = imageUses(stages);
    for (const use of uses) {
      const tag = goOfBuild(use);
      if (!tag || !isOlder(tag.version, wanted) || !isCertain(use.stage, found)) continue;
      const bump = bumpGoTag(use, tag, tag.version.patch === undefined ? goLine(wanted) : required, uses);
      const edits = (): TextEdit[] => [insertAfter(text, use.stage.from.span, ['ENV GOTOOLCHAIN=auto'])];
      yield say.newer(
        // The whole tag where it is one stretch of the file; where an ARG holds a part of it, the version.
        use.place({ start: tag.span.start, end: tag.suffixSpan.end }) ?? use.place(tag.span) ?? use.span,
        { file, required, available: use.ref.text.slice(tag.span.start, tag.span.end) },
        {
          fixes: [
            ...(bump ? [fix.bump(bump, { safe: true, edits: () => bump.edits })] : []),
            fix.auto({ file }, { safe: false, edits }),
          ],
          related: [note.line({ file, required }, place)],
        },
      );
    }
  },
});

/** The Go that the build has to have at least. */
interface Requirement {
  /** As written. */
  readonly required: string;
  readonly wanted: GoVersion;
  /** `go.mod` or `go.work`. */
  readonly file: string;
  readonly place: { readonly file: string; readonly span: Span };
  /** Whether that file certainly gets into the image. */
  readonly comes: boolean;
}

function requirement(dockerfile: Dockerfile, path: string, workspace: Workspace): Requirement | undefined {
  const module = workspace.moduleOf(path);
  if (!module) return undefined;
  const work = workLine({ path, dockerfile }, module, workspace);
  const comes = getsIn(dockerfile, module, { path, workspace });
  const lines = [
    ...(module.module.go ? [{ line: module.module.go, path: module.path, comes }] : []),
    ...(work ? [{ ...work, comes: true }] : []),
  ];
  const candidates = lines.flatMap(({ line, ...rest }) => {
    const wanted = parseGoVersion(line.version);
    const place = { file: rest.path, span: line.span };
    return wanted ? [{ required: line.version, wanted, file: basename(rest.path), place, comes: rest.comes }] : [];
  });
  return candidates.toSorted((a, b) => compareGoVersions(b.wanted, a.wanted))[0];
}

/** By its name, or with a context that is known to hold it. */
function getsIn(
  dockerfile: Dockerfile,
  module: ModuleFile,
  { path, workspace }: { readonly path: string; readonly workspace: Workspace },
): boolean {
  if (dirname(module.path) === dirname(path) || !contextFiles(dockerfile).includes('')) return true;
  const context = workspace.contextOf(path, dockerfile);
  return context !== undefined && module.path.startsWith(`${context.folder}/`);
}

/** Whoever compiles single files may do so without a go.mod; whoever names packages cannot. */
function isCertain({ runs }: Stage, { comes }: Requirement): boolean {
  return comes || runs.flatMap(goCommands).some(namesPackages);
}

function namesPackages({ verb, args }: GoCommand): boolean {
  if (/^mod (?:download|verify|vendor|tidy)$/.test(verb)) return true;
  const { packages } = goArguments(args);
  return /^(?:build|test|vet)$/.test(verb) && !packages.some(({ text }) => text.endsWith('.go'));
}

/**
 * The Go that builds the module, where nobody has chosen another toolchain. The official images set GOTOOLCHAIN=local
 * since 1.21; before, the line was no minimum.
 */
function goOfBuild({ stage, ref }: ImageUse): GoTag | undefined {
  const tag = ref.digest === undefined ? goImageTag(ref) : undefined;
  if (!tag || tag.version.minor < 21) return undefined;
  return usesContext(stage) && buildsModule(stage) && !choosesToolchain(stage) ? tag : undefined;
}

/** To the precision of the tag: `1.25` is the newest 1.25.x, so it is not older than `1.25.3`. */
function isOlder(available: GoVersion, wanted: GoVersion): boolean {
  const floating = { ...wanted, patch: available.patch === undefined ? undefined : wanted.patch };
  return compareGoVersions(available, floating) < 0;
}

function usesContext({ instructions, copies }: Stage): boolean {
  const binds = instructions.some(({ flags }) =>
    flags.some(({ name, value }) => name === 'mount' && /type=bind/.test(value ?? '')),
  );
  return binds || copies.some(({ from }) => from === undefined);
}

/** Any word on GOTOOLCHAIN means that somebody has thought of it. */
function choosesToolchain({ env, instructions }: Stage): boolean {
  return (
    env.has('GOTOOLCHAIN') ||
    instructions.some(({ keyword, rest }) => keyword === 'RUN' && rest.text.includes('GOTOOLCHAIN'))
  );
}
