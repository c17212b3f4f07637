import { needsCgo } from '../../core/cgoPackages.ts';
import { brokenPrograms, linkedStatically, unclearMakes, withoutCgo } from '../../parse/dockerfile/cgoBuilds.ts';
import { baseName } from '../../parse/dockerfile/contents.ts';
import { goCommandSpan } from '../../parse/dockerfile/goSettings.ts';
import { surelyLinksLibc } from '../../workspace/programNeeds.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Build without cgo what runs in an image without a C library.',
  rationale: `
Where a C compiler is installed, Go uses cgo unless told otherwise: \`net\` and \`os/user\` then call the C library, and the program asks for its dynamic loader. scratch and distroless/static have neither. The container ends at once with "exec /app: no such file or directory", although the file is there: what is missing is the loader.

\`CGO_ENABLED=0\` makes a static program. A program without \`net\`, \`os/user\` and C code is static anyway, so where neither go.mod nor EXPOSE shows that it is a server, this is a warning. Modules that wrap C code (SQLite, librdkafka, …) need cgo; link those statically, or choose a final image with a C library.`,
  sources: [
    'https://pkg.go.dev/cmd/cgo',
    'https://go.dev/doc/go1.20#cgo',
    'https://github.com/GoogleContainerTools/distroless/blob/main/base/README.md',
  ],
  messages: {
    dynamic: 'The container will not start: cgo is on, so `{path}` asks for a C library, and {image} has none.',
    perhaps:
      'The container will not start if `{path}` uses `net` or `os/user`: cgo is on, so they ask for a C library, and {image} has none.',
    needed: 'The container will not start: {module} needs cgo, so `{path}` asks for a C library, and {image} has none.',
    make: 'The container will not start if the Makefile leaves cgo on: {image} has no C library.',
  },
  fixes: {
    off: 'Build a static program with CGO_ENABLED=0',
    static: 'Link the C library into the program (-linkmode external -extldflags "-static")',
  },
  related: {
    final: 'The image without a C library',
  },
  examples: [
    {
      title: 'cgo left on',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    GOOS=linux go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /api /api
ENTRYPOINT ["/api"]
`,
      good: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    GOOS=linux CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /api /api
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check({ finalStage }, { say, fix, note }, { path: file, workspace }) {
    if (!finalStage?.image) return;
    const image = baseName(finalStage);
    const related = [note.final({}, { span: finalStage.image.span })];
    const module = workspace.moduleOf(file);
    const requirements = module?.module.requires ?? [];
    const wrapper = requirements.find(({ path, indirect }) => !indirect && needsCgo(path))?.path;
    const offer = (edits: Fix['edits'] | undefined, id: 'off' | 'static', safe: boolean): Fix[] =>
      edits ? [fix[id]({}, { safe, edits })] : [];

    for (const { build, path, isExplicit } of brokenPrograms(finalStage)) {
      const link = (): Fix[] => offer(linkedStatically(build), 'static', false);
      const fixes = wrapper || isExplicit ? link() : [...offer(withoutCgo(build.command), 'off', true), ...link()];
      const place = goCommandSpan(build);
      if (wrapper) yield say.needed(place, { path, image, module: wrapper }, { fixes, related });
      else if (surelyLinksLibc(build, finalStage, module))
        yield say.dynamic(place, { path, image }, { fixes, related });
      else yield say.perhaps(place, { path, image }, { fixes, related, severity: 'warning' });
    }
    for (const command of unclearMakes(finalStage)) {
      const fixes = offer(withoutCgo(command), 'off', false);
      yield say.make(command.span, { image }, { fixes, related, severity: 'info' });
    }
  },
});
