import type { TextEdit } from '../../core/text.ts';
import type { GoBuild } from '../../parse/dockerfile/goBuilds.ts';
import type { GoFlag } from '../../parse/dockerfile/goCommands.ts';
import {
  flagSpan,
  goCommandSpan,
  goflagsMayHold,
  isChosen,
  mayHoldFlags,
  programBuilds,
  verbWord,
} from '../../parse/dockerfile/goSettings.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import type { RunCommand } from '../../parse/dockerfile/scripts.ts';
import { isForDevelopment } from '../../parse/dockerfile/stageKinds.ts';
import { projectPath } from '../../workspace/projectPath.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'hint',
  since: '0.1.0',
  summary: 'Leave debugging tables out of the program with -ldflags="-s -w".',
  rationale: `
The symbol table and DWARF are a quarter to a third of a Go program, and only a debugger reads them: stack traces, profiles and \`go version -m\` work without. Every node pulls them with every release.

The fix is not part of fix-all: whoever reads core dumps with Delve or gdb, or traces the program with eBPF by its symbols, needs the tables. Where \`strip\` or UPX comes later, or optimisation is off for a debugger, nothing is said.`,
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
  *check({ stages, finalStage, text }, { say, fix }, context) {
    if (!finalStage || isForDevelopment(projectPath(context), finalStage) || stages.some(stripsLater)) return;
    for (const build of programBuilds(finalStage)) {
      if (mayBeStripped(build)) continue;
      const edits = stripping(build, text);
      yield say.tables(
        goCommandSpan(build),
        {},
        { fixes: edits ? [fix.strip({}, { safe: false, edits: () => edits })] : [] },
      );
    }
  },
});

/** `strip` takes the tables out afterwards, and UPX packs only what is loaded. */
function stripsLater({ runs }: Stage): boolean {
  return runs.some((run) =>
    run.commands().some(({ words: [program] }) => /(?:^|[-/])(?:strip|upx)$/.test(program?.value ?? '')),
  );
}

/** `-s` leaves both out, `-w` the larger of the two. */
function mayBeStripped(build: GoBuild): boolean {
  const { flags } = build.options;
  const ldflags = flags.get('ldflags')?.text ?? '';
  if (/(?:^|[\s"'=])-[sw]\b/.test(ldflags) || isForDebugger(build)) return true;
  return hidesFlags(ldflags) || goflagsMayHold(build, 'ldflags') || mayHoldFlags(build);
}

/** Where optimisation is off on purpose; elsewhere it is a fault itself, and so are the tables. */
function isForDebugger(build: GoBuild): boolean {
  const isOff = /-N\b/.test(build.options.flags.get('gcflags')?.text ?? '');
  return isOff && (isForDevelopment('', build.stage) || isChosen(build, 'gcflags'));
}

/** A variable or a command that could be a flag, not the value of `-X name=$VALUE`. */
function hidesFlags(text: string): boolean {
  return /(?:^|[\s"'])[$`]/.test(text.replace(/-X[ =]*\S+/g, ''));
}

function stripping({ command, options, verb }: GoBuild, text: string): TextEdit[] | undefined {
  if (command.start === undefined) return undefined;
  const ldflags = options.flags.get('ldflags');
  if (ldflags) return intoValue(ldflags, text, command);
  const word = options.flags.get('trimpath')?.words[0] ?? verbWord({ command, verb });
  // -s alone is the same, and needs no quotes where the script stands in some.
  return word && [insertion(word.span.end, command.isQuoted ? ' -ldflags=-s' : ' -ldflags="-s -w"')];
}

/** Right behind the quote that opens the value; a single word gets quotes. */
function intoValue(flag: GoFlag, text: string, { isQuoted }: RunCommand): TextEdit[] | undefined {
  const { start, end } = flagSpan(flag);
  const [head, quote] = /^-{1,2}ldflags(?:=|\s+)(?:\\\r?\n\s*)?(["']?)/.exec(text.slice(start, end)) ?? [];
  if (head === undefined) return undefined;
  if (quote) return [insertion(start + head.length, '-s -w ')];
  const isPlain = !isQuoted && /^[\w=./:@,-]+$/.test(flag.text);
  return isPlain ? [insertion(start + head.length, '"-s -w '), insertion(end, '"')] : undefined;
}

function insertion(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}
