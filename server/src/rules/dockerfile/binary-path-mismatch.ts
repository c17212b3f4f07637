import { basename } from '../../core/path.ts';
import type { Span } from '../../core/text.ts';
import { goPrograms, type Place } from '../../parse/dockerfile/goBuilds.ts';
import { lineage } from '../../parse/dockerfile/lineage.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Copy and start the program from where the build puts it.',
  rationale: `
\`go build -o\`, \`COPY --from\` and ENTRYPOINT have to agree on one path. If COPY names another, the build ends with "not found"; if ENTRYPOINT does, every container ends with "no such file or directory".

Only what can be followed through the file is told: one build with a plain \`-o\`, in a stage where nothing else moves files about.`,
  sources: [
    'https://pkg.go.dev/cmd/go#hdr-Compile_packages_and_dependencies',
    'https://docs.docker.com/reference/dockerfile/#entrypoint',
  ],
  messages: {
    copy: 'The build will fail here: the program is built as {built}.',
    start: 'The container will not start: the program lies at {built}.',
  },
  fixes: {
    use: 'Use {path}',
  },
  examples: [
    {
      title: 'Another folder',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /bin/api /api
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
  *check({ finalStage }, { say, fix }) {
    if (!finalStage) return;
    for (const { span, built, kind } of [...wrongCopies(finalStage), ...wrongStart(finalStage)]) {
      const edits = () => [{ span, newText: built }];
      yield say[kind](span, { built }, { fixes: [fix.use({ path: built }, { safe: false, edits })] });
    }
  },
});

interface Wrong {
  readonly kind: 'copy' | 'start';
  readonly span: Span;
  readonly built: string;
}

/** A source with the program's name, in a folder where the stage does not put it. */
function wrongCopies({ copies }: Stage): Wrong[] {
  return copies.flatMap(({ from, sources, instruction }) => {
    const built = from?.stage && onlyProgram(from.stage);
    if (!built) return [];
    return sources.flatMap((source, at) => {
      const word = instruction.args[at];
      if (!word || !source?.startsWith('/') || word.text !== source || source === built) return [];
      // A folder called like the program in it.
      if (built.startsWith(`${source}/`)) return [];
      return basename(source) === basename(built) ? [{ kind: 'copy' as const, span: word.span, built }] : [];
    });
  });
}

/** The path of the one program that a stage builds, if nothing else could put a file anywhere. */
function onlyProgram(stage: Stage): string | undefined {
  const programs = [...goPrograms(stage)];
  const [program] = programs;
  const isOnly = programs.length === 1 && program?.[0].stage === stage && program[0].options.flags.has('o');
  return isOnly && !movesFiles(stage) ? pathOf(program[1]) : undefined;
}

function movesFiles(stage: Stage): boolean {
  return lineage(stage).some(
    ({ runs, copies }) =>
      copies.some(({ from }) => from !== undefined) ||
      runs.some((run) =>
        run
          .commands()
          .some(
            ({ words: [program] }) =>
              !/^(?:go|mkdir|cd|apk|apt-get|echo|true|set|export|git|CGO_ENABLED)$/.test(program?.value ?? ''),
          ),
      ),
  );
}

function pathOf({ folder, name }: Place): string | undefined {
  return folder === undefined || name === undefined ? undefined : `${folder}/${name}`;
}

function wrongStart(final: Stage): Wrong[] {
  const command = final.entrypoint ?? final.cmd;
  const built = deliveredProgram(final);
  const word = command?.form === 'exec' ? command.instruction.args[0] : undefined;
  if (!word || built === undefined || !isElsewhere(word.text, built)) return [];
  const mayBeMoved = final.runs.length > 0 || final.parent !== undefined || brings(final, word.text);
  return mayBeMoved ? [] : [{ kind: 'start', span: { start: word.span.start + 1, end: word.span.end - 1 }, built }];
}

/** The same name in another folder. */
function isElsewhere(start: string, built: string): boolean {
  return start.startsWith('/') && start !== built && basename(start) === basename(built);
}

/** Where the only Go program of the image lies. */
function deliveredProgram(final: Stage): string | undefined {
  const [place, ...others] = goPrograms(final).values();
  return place && others.length === 0 ? pathOf(place) : undefined;
}

/** Another COPY, or one whose destination is not certain, may put it there. */
function brings({ copies }: Stage, path: string): boolean {
  return (
    copies.length > 6 ||
    copies.some(
      ({ destination, sources }) => destination === undefined || sources.includes(undefined) || destination === path,
    )
  );
}
