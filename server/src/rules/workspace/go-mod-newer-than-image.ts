import type { Span } from '../../core/text.ts';
import { exactSpan, slice } from '../../parse/dockerfile/traced.ts';
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
RUN CGO_ENABLED=0 go build -o /shop ./cmd/shop

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
RUN CGO_ENABLED=0 go build -o /shop ./cmd/shop

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /shop /shop
USER 65532:65532
ENTRYPOINT ["/shop"]
`,
    },
  ],
  *check({ stages }, { say, fix, note }, { path, workspace }) {
    const found = workspace.moduleOf(path);
    const required = found?.module.go;
    if (!found || !required) return;
    for (const stage of stages) {
      const image = officialGo(stage);
      if (!image || !isOlder(image.version, required.version)) continue;
      if (!usesContext(stage) || !buildsModule(stage) || choosesToolchain(stage)) continue;
      const version = required.version.split('.').slice(0, image.version.length).join('.');
      const tag = version + image.suffix;
      yield say.newer(
        image.span,
        { required: required.version, available: image.version.join('.') },
        {
          fixes: [
            fix.bump({ version, tag }, { safe: true, edits: () => [{ span: image.versionSpan, newText: version }] }),
            fix.auto({}, { safe: false, edits: () => [{ span: after(stage), newText: '\nENV GOTOOLCHAIN=auto' }] }),
          ],
          related: [note.line({ required: required.version }, { file: found.path, span: required.span })],
        },
      );
    }
  },
});

interface GoImage {
  /** `[1, 26]` or `[1, 26, 3]`. */
  readonly version: readonly number[];
  /** `-trixie`, `-alpine3.23` or ''. */
  readonly suffix: string;
  /** The tag in the file. */
  readonly span: Span;
  readonly versionSpan: Span;
}

/** The official image and its plain mirrors, which set GOTOOLCHAIN=local since 1.21; what others set is not known. */
function officialGo({ parent, resolvedImage, base }: Stage): GoImage | undefined {
  if (parent || !resolvedImage || base.kind !== 'image') return undefined;
  const { name, registry, tag, tagSpan } = base.ref;
  const isOfficial = registry === undefined ? name === 'golang' : name.endsWith('library/golang');
  const [, version, suffix = ''] = /^(1\.\d+(?:\.\d+)?)((?:-.*)?)$/.exec(tag ?? '') ?? [];
  if (!isOfficial || !version || !tagSpan) return undefined;
  const span = exactSpan(slice(resolvedImage, tagSpan.start, tagSpan.end));
  const versionSpan = exactSpan(slice(resolvedImage, tagSpan.start, tagSpan.start + version.length));
  const numbers = version.split('.').map(Number);
  return span && versionSpan && (numbers[1] ?? 0) >= 21 ? { version: numbers, suffix, span, versionSpan } : undefined;
}

/** To the precision of the tag: `1.25` is the newest 1.25.x, so it is not older than `1.25.3`. */
function isOlder(available: readonly number[], required: string): boolean {
  const wanted = required.split('.').map((part) => Number.parseInt(part, 10));
  for (const [at, number] of available.entries()) {
    const other = wanted[at] ?? 0;
    if (number !== other) return number < other;
  }
  return false;
}

function usesContext(stage: Stage): boolean {
  const binds = stage.instructions.some(({ flags }) =>
    flags.some(({ name, value }) => name === 'mount' && /type=bind/.test(value ?? '')),
  );
  return binds || stage.copies.some(({ from }) => from === undefined);
}

/** Any word on GOTOOLCHAIN means that somebody has thought of it. */
function choosesToolchain({ env, instructions }: Stage): boolean {
  return (
    env.has('GOTOOLCHAIN') ||
    instructions.some(({ keyword, rest }) => keyword === 'RUN' && rest.text.includes('GOTOOLCHAIN'))
  );
}

function after({ from }: Stage): Span {
  return { start: from.span.end, end: from.span.end };
}
