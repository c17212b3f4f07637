import { insertAfter } from '../../parse/dockerfile/edits.ts';
import { runMentions } from '../../parse/dockerfile/finalFiles.ts';
import { goCommands } from '../../parse/dockerfile/goCommands.ts';
import { declarations } from '../../parse/dockerfile/goSettings.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { isGoImage } from '../../parse/dockerfile/stageKinds.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Install git on golang:alpine when GOPRIVATE is set.',
  rationale: `
Modules below GOPRIVATE do not come from a proxy: Go clones their repositories with git. \`golang:alpine\` has no git, so the download stops with 'exec: "git": executable file not found in $PATH'.

A GOPROXY of one's own that serves private modules needs no git and is left alone.`,
  sources: ['https://go.dev/ref/mod#private-modules', 'https://hub.docker.com/_/golang'],
  messages: {
    git: 'The modules of GOPRIVATE cannot be downloaded: Go fetches them with git, and golang:alpine has none.',
  },
  fixes: {
    install: 'Install git',
  },
  related: {
    image: 'The image without git',
  },
  examples: [
    {
      title: 'Private modules on Alpine',
      bad: `\
FROM golang:1.27-alpine AS build
ENV GOPRIVATE=git.example.com
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
      good: `\
FROM golang:1.27-alpine AS build
RUN apk add --no-cache git
ENV GOPRIVATE=git.example.com
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
  *check({ stages, text }, { say, fix, note }) {
    for (const stage of stages) {
      const setting = declarations(stage, 'GOPRIVATE').at(-1);
      if (!setting?.pair.value || !stage.image || !lacksGit(stage) || hasOwnProxy(stage) || !downloads(stage)) continue;
      const edits = () => [insertAfter(text, stage.from.span, ['RUN apk add --no-cache git'])];
      yield say.git(
        setting.pair.span,
        {},
        {
          fixes: stage.parent ? [] : [fix.install({}, { safe: true, edits })],
          related: [note.image({}, { span: stage.image.span })],
        },
      );
    }
  },
});

function lacksGit(stage: Stage): boolean {
  const { base } = stage;
  const isAlpine = base.kind === 'image' && base.facts?.libc === 'musl' && isGoImage(stage);
  return isAlpine && !runMentions(stage, /\bgit\b|\.sh\b|\bapk\b.*\$|alpine-sdk/);
}

function hasOwnProxy(stage: Stage): boolean {
  const proxy = stage.env.get('GOPROXY');
  if (proxy === undefined) return false;
  return typeof proxy !== 'object' || !/^(?:(?:https:\/\/proxy\.golang\.org|direct)(?:[,|]|$))+$/.test(proxy.text);
}

function downloads({ runs }: Stage): boolean {
  return runs.flatMap(goCommands).some(({ verb }) => /^(?:mod download|build|install|test|mod tidy|get)$/.test(verb));
}
