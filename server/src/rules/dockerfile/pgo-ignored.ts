import { basename } from '../../core/path.ts';
import { goCommandSpan } from '../../parse/dockerfile/goSettings.ts';
import { profiledBuilds } from '../../workspace/goProfile.ts';
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
    uncopied: 'The image is built without profile-guided optimisation, unlike on this machine: no COPY brings {file}.',
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
    if (!context?.isCertain) return;
    const { ignoreFile } = context;
    for (const { build, file, isCopied } of profiledBuilds(dockerfile, context)) {
      const line = context.keptOutBy(file);
      const span = goCommandSpan(build);
      if (line && ignoreFile) {
        const names = { path: file, file: basename(ignoreFile.path) };
        const edits = letIn(ignoreFile, file);
        const fixes = edits ? [fix.letIn(names, { safe: false, file: ignoreFile.path, edits })] : [];
        const related = [note.line({}, { file: ignoreFile.path, span: line.span })];
        yield say.ignored(span, { ignore: names.file, file, pattern: line.text }, { fixes, related });
      } else if (!isCopied) yield say.uncopied(span, { file });
    }
  },
});
