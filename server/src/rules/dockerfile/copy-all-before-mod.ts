import { uncachedDownload } from '../../parse/dockerfile/moduleDownload.ts';
import type { GoModule } from '../../parse/goMod.ts';
import { makesModule } from '../../workspace/goBuild.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Copy go.mod and go.sum and download the modules before copying the sources.',
  rationale: `
A layer is reused only while everything copied before it is unchanged. After \`COPY . .\` that is never the case: one changed line in one file, and the build downloads every module again.

With go.mod and go.sum copied first, the download is a layer of its own that changes only with them. A cache mount on the module cache serves as well, on builders that keep it; a \`vendor\` folder needs neither.`,
  sources: ['https://docs.docker.com/build/cache/optimize/', 'https://docs.docker.com/guides/golang/build-images/'],
  messages: {
    all: 'Every changed source file downloads all modules again, because `{copy}` comes before `{command}`.',
  },
  fixes: {
    separate: 'Download the modules in a layer of their own, before the sources',
  },
  related: {
    needs: 'The first command that needs the modules',
  },
  examples: [
    {
      title: 'The sources first',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

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
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /api /api
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check({ text, stages }, { say, fix, note }, { path, workspace }) {
    const found = workspace.moduleOf(path);
    const module = found?.module;
    if (found?.isVendored || (module && (module.requires.length === 0 || hasLocalReplacement(module)))) return;
    for (const stage of stages) {
      const download = makesModule(stage) ? undefined : uncachedDownload(text, stage);
      if (!download) continue;
      const { copy, needs, edits } = download;
      const { head, keyword, rest } = copy.instruction;
      yield say.all(
        head,
        { copy: `${keyword} ${rest.text}`, command: `go ${needs.verb}` },
        {
          // Without go.mod at hand nobody knows whether it replaces a module by a folder that is not copied yet.
          fixes: edits ? [fix.separate({}, { safe: module !== undefined, edits })] : [],
          related: [note.needs({}, { span: needs.command.span })],
        },
      );
    }
  },
});

/** `replace example.com/lib => ../lib`: the download needs that folder too. */
function hasLocalReplacement({ text }: GoModule): boolean {
  return /=>[ \t]*"?\.{0,2}\//.test(text);
}
