import type { Span, TextEdit } from '../../core/text.ts';
import { goPrograms, type Place } from '../../parse/dockerfile/goBuilds.ts';
import { goCommands } from '../../parse/dockerfile/goCommands.ts';
import type { Copy, Stage } from '../../parse/dockerfile/model.ts';
import { isForDevelopment } from '../../parse/dockerfile/stageKinds.ts';
import { projectPath } from '../../workspace/projectPath.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Copy the program into the final image, not the sources it was built from.',
  rationale: `
A Go program needs none of its sources, and \`/go\` or \`/usr/local/go\` least of all. Copied along they make the image hundreds of megabytes larger, show the code to whoever can pull it, and bring the module cache whose packages scanners then report.

Templates or migrations that the program reads at run time can be copied by their own names, or embedded with \`go:embed\`. Files, folders and stages that say that they are for developing, testing or debugging are left alone.`,
  sources: ['https://docs.docker.com/build/building/multi-stage/', 'https://pkg.go.dev/embed'],
  messages: {
    sources: 'The image will hold the sources: {path} is where stage {stage} has put them.',
    cache:
      'The image will hold the module cache and the tools of the build: a compiled Go program needs nothing of it.',
    toolchain: 'The image will hold the whole Go toolchain: a compiled Go program needs nothing of it.',
  },
  fixes: {
    program: 'Copy the program only: {path}',
  },
  examples: [
    {
      title: 'The whole build folder',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /src/api ./cmd/api

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /src /app/
ENTRYPOINT ["/app/api"]
`,
      good: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /src/api ./cmd/api

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /src/api /app/
ENTRYPOINT ["/app/api"]
`,
    },
  ],
  *check({ finalStage }, { say, fix }, context) {
    if (!finalStage || needsGo(finalStage) || isForDevelopment(projectPath(context), finalStage)) return;
    for (const { copy, origin, folder, span } of copiedFolders(finalStage)) {
      if (folder === '/go') yield say.cache(span, {});
      else if (folder === '/usr/local/go') yield say.toolchain(span, {});
      else if (holdsSources(origin, folder)) {
        const program = programIn(copy, origin, folder);
        const edits = (): TextEdit[] => [{ span, newText: program ?? '' }];
        yield say.sources(
          span,
          { path: folder, stage: origin.name ?? origin.index },
          { fixes: program === undefined ? [] : [fix.program({ path: program }, { safe: false, edits })] },
        );
      }
    }
  },
});

/** What a stage copies from stages that run Go, trailing slashes taken off. */
function copiedFolders({ copies }: Stage): { copy: Copy; origin: Stage; folder: string; span: Span }[] {
  return copies.flatMap((copy) => {
    const origin = copy.from?.stage;
    if (!origin?.runs.some((run) => goCommands(run).length > 0)) return [];
    return copy.sources.flatMap((source, at) => {
      const word = copy.instruction.args[at];
      const folder = source?.replace(/(?<=.)\/(?:\.|\*)?$/, '');
      return word && folder !== undefined ? [{ copy, origin, folder, span: word.span }] : [];
    });
  });
}

/** Where the whole build context has been copied to. */
function holdsSources({ copies }: Stage, folder: string): boolean {
  return copies.some(({ from, sources, destination }) => {
    const isWhole = !from && sources.some((source) => source !== undefined && /^\.?\/*$/.test(source));
    return isWhole && destination?.replace(/(?<=.)\/$/, '') === folder && folder !== '/';
  });
}

/** An image that runs or builds Go code itself. */
function needsGo({ base, runs }: Stage): boolean {
  return (
    (base.kind === 'image' && /golang|go-toolset/.test(base.ref.name)) || runs.some((run) => goCommands(run).length > 0)
  );
}

/** The only program that the build leaves directly in the folder, if the destination is a folder in any case. */
function programIn({ destination, sources }: Copy, origin: Stage, folder: string): string | undefined {
  if (destination?.endsWith('/') !== true || sources.length !== 1) return undefined;
  const places = [...goPrograms(origin).values()].filter(({ folder: at }: Place) => at === folder);
  const [place] = places;
  return places.length === 1 && place?.name !== undefined ? `${folder}/${place.name}` : undefined;
}
