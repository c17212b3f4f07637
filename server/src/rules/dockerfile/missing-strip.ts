import type { TextEdit } from '../../core/text.ts';
import type { GoBuild } from '../../parse/dockerfile/goBuilds.ts';
import { flagSpan, goCommandSpan, goflagsMayHold, programBuilds, verbWord } from '../../parse/dockerfile/goSettings.ts';
import { isForDevelopment } from '../../parse/dockerfile/stageKinds.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'hint',
  since: '0.1.0',
  summary: 'Leave debugging tables out of the program with -ldflags="-s -w".',
  rationale: `
The symbol table and DWARF are a quarter to a third of a Go program, and only a debugger reads them: stack traces, profiles and \`go version -m\` work without. Every node pulls them with every release.

The fix is not part of fix-all, since a core dump can then no longer be read with Delve.`,
  sources: ['https://pkg.go.dev/cmd/link', 'https://go.dev/blog/stacktrace'],
  messages: {
    tables: 'The image will be larger by a quarter or so of the program: the debugging tables are built in.',
  },
  fixes: {
    strip: 'Add -s -w to -ldflags',
  },
  examples: [
    {
      title: 'A plain build',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -o /api ./cmd/api

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
  *check({ finalStage, text }, { say, fix }, { path }) {
    if (!finalStage || isForDevelopment(path, finalStage)) return;
    for (const build of programBuilds(finalStage)) {
      if (mayBeStripped(build)) continue;
      const edit = stripping(build, text);
      yield say.tables(
        goCommandSpan(build),
        {},
        { fixes: edit ? [fix.strip({}, { safe: false, edits: () => [edit] })] : [] },
      );
    }
  },
});

function mayBeStripped(build: GoBuild): boolean {
  const ldflags = build.options.flags.get('ldflags')?.text ?? '';
  if (/(?:^|[\s"'=])-s\b/.test(ldflags) || hidesFlags(ldflags) || goflagsMayHold(build, 'ldflags')) return true;
  return build.args.some(({ text }) => /^["']?\$/.test(text));
}

/** A variable that could be a flag, not the value of `-X name=$VALUE`. */
function hidesFlags(text: string): boolean {
  return /(?:^|[\s"'])\$/.test(text.replace(/-X[ =]*\S+/g, ''));
}

function stripping(build: GoBuild, text: string): TextEdit | undefined {
  if (build.command.start === undefined) return undefined;
  const { flags } = build.options;
  const ldflags = flags.get('ldflags');
  if (ldflags) {
    // Right behind the quote that opens the value.
    const { start, end } = flagSpan(ldflags);
    const quote = /^-{1,2}ldflags(?:=|\s+)(?:\\\r?\n\s*)?(["'])/.exec(text.slice(start, end));
    return quote
      ? { span: { start: start + quote[0].length, end: start + quote[0].length }, newText: '-s -w ' }
      : undefined;
  }
  const trimpath = flags.get('trimpath');
  const word = trimpath?.words[0] ?? verbWord(build);
  return word && { span: { start: word.span.end, end: word.span.end }, newText: ' -ldflags="-s -w"' };
}
