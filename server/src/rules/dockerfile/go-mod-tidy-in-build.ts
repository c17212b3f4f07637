import type { Span } from '../../core/text.ts';
import { type GoCommand, goCommands } from '../../parse/dockerfile/goCommands.ts';
import { verbWord } from '../../parse/dockerfile/goSettings.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { isForDevelopment } from '../../parse/dockerfile/stageKinds.ts';
import { mountsOf } from '../../parse/dockerfile/mounts.ts';
import { stagesBuilt } from '../../parse/dockerfile/stageUses.ts';
import { projectPath } from '../../workspace/projectPath.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Download the modules that go.mod lists; do not tidy in the build.',
  rationale: `
\`go mod tidy\` looks up what the sources import and rewrites go.mod and go.sum inside the build. What is built is then not what was committed: a missing requirement is filled with today's newest version, and a checksum that nobody has seen is accepted.

\`go mod download\` takes exactly what go.mod and go.sum say. A build that generates code first may need to tidy, so there nothing is said.`,
  sources: ['https://go.dev/ref/mod#go-mod-tidy', 'https://go.dev/ref/mod#go-mod-download'],
  messages: {
    rewrites: 'The image may hold versions that nobody committed: this rewrites go.mod and go.sum in the build.',
  },
  fixes: {
    download: 'Use go mod download',
  },
  examples: [
    {
      title: 'Tidied in the build',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod tidy
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
  *check(dockerfile, { say, fix }, context) {
    const { path, workspace } = context;
    const place = projectPath(context);
    const built = stagesBuilt(dockerfile, workspace.targetsOf(path).all);
    for (const stage of dockerfile.stages) {
      if (!built.has(stage) || isForVendoring(stage)) continue;
      for (const command of stage.runs.flatMap(goCommands)) {
        if (!rewrites(command) || generatesBefore(stage, command.command.span.start)) continue;
        const tidy = wordsOf(command);
        if (!tidy) continue;
        const edits = () => [{ span: tidy.verb, newText: 'download' }];
        const fixes = tidy.canChange ? [fix.download({}, { safe: false, edits })] : [];
        yield say.rewrites(tidy.span, {}, { fixes, severity: isForDevelopment(place, stage) ? 'info' : undefined });
      }
    }
  },
});

/** `go mod tidy`, and the last word of it, which another can take the place of if nothing follows. */
function wordsOf(tidy: GoCommand): { span: Span; verb: Span; canChange: boolean } | undefined {
  const { command, args } = tidy;
  const [program] = command.words;
  const word = verbWord(tidy);
  if (!program || !word) return undefined;
  const span = { start: program.span.start, end: word.span.end };
  return { span, verb: word.span, canChange: command.start !== undefined && args.length === 0 };
}

/** `-diff` only compares; what is written into a mounted folder is gone with the RUN, unless the RUN builds, too. */
function rewrites({ verb, args, run }: GoCommand): boolean {
  if (verb !== 'mod tidy' || args.some(({ value }) => value === '-diff')) return false;
  const isMounted = mountsOf(run.instruction).some(({ type }) => type === 'bind');
  return !isMounted || goCommands(run).some((each) => /^(?:build|install|test|run)$/.test(each.verb));
}

/** A stage whose product is go.mod and `vendor` themselves. */
function isForVendoring({ runs }: Stage): boolean {
  return runs.flatMap(goCommands).some(({ verb }) => verb === 'mod vendor');
}

/** Code generation, or a module made on the spot: then go.mod has to follow. */
function generatesBefore({ runs }: Stage, offset: number): boolean {
  return runs.some((run) =>
    run.commands().some(({ words, span }) => {
      const line = words.map(({ text }) => text).join(' ');
      return (
        span.start < offset &&
        /\bgo (?:generate|mod init|get|mod edit)\b|protoc|\bbuf\b|\bsqlc\b|wire|\bmake\b|\bsed\b|\.sh\b/.test(line)
      );
    }),
  );
}
