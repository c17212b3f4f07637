import type { TextEdit } from '../../core/text.ts';
import { goArguments, goCommands, type GoCommand, type GoFlag } from '../../parse/dockerfile/goCommands.ts';
import { flagSpan, verbWord, withoutFlag, withoutPair } from '../../parse/dockerfile/goSettings.ts';
import type { Instruction, Pair, Stage } from '../../parse/dockerfile/model.ts';
import { hasGoBefore } from '../../parse/dockerfile/stageKinds.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Leave out what Go has not needed for years.',
  rationale: `
\`-installsuffix\` kept packages built with other settings apart before Go 1.10 had a build cache; \`GO111MODULE=on\` is the default since Go 1.16. Both do nothing today and make readers look for a reason. An image with an older Go is left alone.

\`go get\` installs no programs since Go 1.18: outside of a module it fails, inside it changes go.mod. \`go install path@version\` is what builds a tool.`,
  sources: [
    'https://go.dev/doc/go1.10#build',
    'https://go.dev/doc/go1.16#modules',
    'https://go.dev/doc/go-get-install-deprecation',
  ],
  tag: 'deprecated',
  messages: {
    installsuffix: 'This does nothing: since Go 1.10 the build cache keeps such packages apart by itself.',
    modules: 'This does nothing: modules are on since Go 1.16.',
    get: 'No program is installed here: since Go 1.18 `go get` only changes go.mod.',
  },
  fixes: {
    remove: 'Remove it',
    install: 'Use go install',
  },
  examples: [
    {
      title: 'A suffix for packages without cgo',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -installsuffix cgo -trimpath -ldflags="-s -w" -o /api ./cmd/api

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
  *check({ stages, text }, { say, fix }) {
    for (const stage of stages) {
      for (const { instruction, pair } of moduleSwitches(stage)) {
        const edits = () => [withoutPair(text, instruction, pair)];
        yield say.modules(pair.span, {}, { fixes: [fix.remove({}, { safe: true, edits })] });
      }
      for (const command of stage.runs.flatMap(goCommands)) {
        const suffix = installSuffix(stage, command);
        const edits = suffix && withoutFlag(command, text, 'installsuffix');
        if (suffix)
          yield say.installsuffix(
            flagSpan(suffix),
            {},
            { fixes: edits ? [fix.remove({}, { safe: true, edits })] : [] },
          );
        const get = installing(stage, command);
        if (get)
          yield say.get(get.span, {}, { fixes: get.edits ? [fix.install({}, { safe: false, edits: get.edits })] : [] });
      }
    }
  },
});

/** What an older Go, as the image's tag tells it, still needs. */
const BEFORE = {
  cache: { major: 1, minor: 10, patch: undefined },
  modules: { major: 1, minor: 16, patch: undefined },
  install: { major: 1, minor: 18, patch: undefined },
};

function installSuffix(stage: Stage, { args }: GoCommand): GoFlag | undefined {
  return hasGoBefore(stage, BEFORE.cache) ? undefined : goArguments(args).flags.get('installsuffix');
}

function moduleSwitches(stage: Stage): { instruction: Instruction; pair: Pair }[] {
  if (hasGoBefore(stage, BEFORE.modules)) return [];
  return stage.instructions
    .filter(({ keyword }) => keyword === 'ENV' || keyword === 'ARG')
    .flatMap((instruction) =>
      instruction.pairs
        .filter(({ name, value }) => name.text === 'GO111MODULE' && /^["']?on["']?$/.test(value?.text ?? ''))
        .map((pair) => ({ instruction, pair })),
    );
}

/** `go get` of a command: a path with a version, or one that ends like a tool. Anything else changes go.mod on purpose. */
function installing(
  stage: Stage,
  get: GoCommand,
): { span: TextEdit['span']; edits: (() => TextEdit[]) | undefined } | undefined {
  const { flags, packages } = goArguments(get.args);
  const path = packages.length === 1 ? (packages[0]?.value ?? '') : '';
  const verb = verbWord(get);
  if (!verb || isMeant(stage, get) || !/\/cmd\/[\w-]+(?:@|$)|^[\w.-]+\.\w+\/\S+@v\d/.test(path)) return undefined;
  const canChange = path.includes('@') && get.command.start !== undefined && !flags.has('u');
  return { span: verb.span, edits: canChange ? () => [{ span: verb.span, newText: 'install' }] : undefined };
}

/** Not `go get`, or one that installs in an older Go, or that only downloads or adds a tool to go.mod. */
function isMeant(stage: Stage, { verb, command, args }: GoCommand): boolean {
  const { flags } = goArguments(args);
  const isOld = hasGoBefore(stage, BEFORE.install) || command.assignments.get('GO111MODULE') === 'off';
  return verb !== 'get' || isOld || flags.has('d') || flags.has('tool');
}
