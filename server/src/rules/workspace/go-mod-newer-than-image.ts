import {
  compareGoVersions,
  goImageTag,
  goLine,
  parseGoVersion,
  type GoTag,
  type GoVersion,
} from '../../core/goReleases.ts';
import type { TextEdit } from '../../core/text.ts';
import { insertAfter } from '../../parse/dockerfile/edits.ts';
import { bumpGoTag } from '../../parse/dockerfile/goTag.ts';
import { imageUses, type ImageUse } from '../../parse/dockerfile/images.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { buildsModule } from '../../workspace/goBuild.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Build with an image whose Go is at least as new as the `go` line of go.mod.',
  rationale: `
The \`go\` line is a minimum: an older toolchain refuses the module. Go would normally download a newer toolchain, but the official images set \`GOTOOLCHAIN=local\`, so the build stops with "go.mod requires go >= …". Only the \`go\` line counts here: \`GOTOOLCHAIN=local\` makes Go ignore the \`toolchain\` line.

A tag without a patch release (\`golang:1.26\`) stands for the newest of its line and is compared as such.`,
  sources: ['https://go.dev/doc/toolchain', 'https://go.dev/ref/mod#go-mod-file-go', 'https://hub.docker.com/_/golang'],
  messages: {
    newer:
      'The build will stop with "go.mod requires go >= {required}", because this image has Go {available} and does not download another.',
  },
  fixes: {
    bump: 'Build with Go {version}: {tag}',
    auto: 'Let Go download the toolchain that go.mod asks for (ENV GOTOOLCHAIN=auto)',
  },
  related: {
    line: 'go.mod asks for Go {required}',
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
  *check({ text, stages }, { say, fix, note }, { path, workspace }) {
    const found = workspace.moduleOf(path);
    const line = found?.module.go;
    const wanted = line && parseGoVersion(line.version);
    if (!wanted) return;
    const required = line.version;
    const uses = imageUses(stages);
    for (const use of uses) {
      const tag = goOfBuild(use);
      if (!tag || !isOlder(tag.version, wanted)) continue;
      const bump = bumpGoTag(use, tag, tag.version.patch === undefined ? goLine(wanted) : required, uses);
      const edits = (): TextEdit[] => [insertAfter(text, use.stage.from.span, ['ENV GOTOOLCHAIN=auto'])];
      yield say.newer(
        // The whole tag where it is one stretch of the file; where an ARG holds a part of it, the version.
        use.place({ start: tag.span.start, end: tag.suffixSpan.end }) ?? use.place(tag.span) ?? use.span,
        { required, available: use.ref.text.slice(tag.span.start, tag.span.end) },
        {
          fixes: [
            ...(bump ? [fix.bump(bump, { safe: true, edits: () => bump.edits })] : []),
            fix.auto({}, { safe: false, edits }),
          ],
          related: [note.line({ required }, { file: found.path, span: line.span })],
        },
      );
    }
  },
});

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
