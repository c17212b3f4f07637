import { goCommands } from '../../parse/dockerfile/goCommands.ts';
import type { TextEdit } from '../../core/text.ts';
import type { Copy, Stage, Word } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Copy go.sum together with go.mod.',
  rationale: `
Without go.sum \`go mod download\` accepts whatever the proxy serves and writes down its checksum as if it were known; the build that follows either finds the committed go.sum later, when the download is done, or stops with "missing go.sum entry". A change of go.sum alone also does not start the download again.

A module without dependencies has no go.sum and is left alone.`,
  sources: ['https://go.dev/ref/mod#go-sum-files'],
  messages: {
    alone: 'The download is checked against nothing: go.sum is not there yet.',
  },
  fixes: {
    add: 'Copy go.sum as well',
  },
  related: {
    download: 'The command that needs it',
  },
  examples: [
    {
      title: 'go.mod alone',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod ./
RUN go mod download
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
  *check({ stages }, { say, fix, note }, { path, workspace }) {
    if (workspace.moduleOf(path)?.module.requires.length === 0) return;
    for (const stage of stages) {
      const copy = stage.copies.find(isModAlone);
      const word = copy?.instruction.args[0];
      const download = copy && firstDownload(stage, copy.instruction.span.start);
      if (!copy || !word || !download || bringsSum(stage, download.start)) continue;
      const edits = withSum(copy, word);
      yield say.alone(
        word.span,
        {},
        {
          fixes: edits ? [fix.add({}, { safe: false, edits: () => edits })] : [],
          related: [note.download({}, { span: download })],
        },
      );
    }
  },
});

/** Undefined where the destination is a file, which cannot take two. */
function withSum({ instruction }: Copy, word: Word): TextEdit[] | undefined {
  const target = instruction.args.at(-1);
  if (!target || !/(?:^\.|\/)$/.test(target.text) || instruction.form !== 'plain') return undefined;
  if (!word.text.endsWith('go.mod')) return undefined;
  const folder = word.text.slice(0, -'go.mod'.length);
  const slash = { span: { start: target.span.end, end: target.span.end }, newText: '/' };
  const sum = { span: { start: word.span.end, end: word.span.end }, newText: ` ${folder}go.sum` };
  return target.text.endsWith('/') ? [sum] : [sum, slash];
}

function isModAlone({ from, sources }: Copy): boolean {
  return from === undefined && sources.length === 1 && /^(?:\.\/|[\w./-]+\/)?go\.mod$/.test(sources[0] ?? '');
}

function firstDownload({ runs }: Stage, after: number): { start: number; end: number } | undefined {
  const needs = runs
    .filter(({ instruction }) => instruction.span.start > after)
    .flatMap(goCommands)
    .find(({ verb }) => /^(?:mod download|mod verify|build|test|install|vet|list)$/.test(verb));
  return needs?.command.span;
}

/** By any COPY before the download: `go.sum`, `go.*`, `.`; or a mount, or what only the build knows. */
function bringsSum({ copies, runs }: Stage, offset: number): boolean {
  const copied = copies.some(
    ({ instruction, sources }) =>
      instruction.span.start < offset &&
      sources.some(
        (source) =>
          source === undefined ||
          (!/(?:^|\/)go\.mod$/.test(source) && /go\.(?:sum|\*|\[)|go\*|\*|^\.?\/*$|vendor/.test(source)),
      ),
  );
  return (
    copied ||
    runs.some(({ instruction }) =>
      instruction.flags.some(({ name, value = '' }) => name === 'mount' && value.includes('go.sum')),
    )
  );
}
