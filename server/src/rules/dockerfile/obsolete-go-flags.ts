import type { TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { goArguments, goCommands, type GoCommand } from '../../parse/dockerfile/goCommands.ts';
import { flagSpan, verbWord, withoutFlag, withoutPair } from '../../parse/dockerfile/goSettings.ts';
import type { Instruction, Pair } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Leave out what Go has not needed for years.',
  rationale: `
\`-installsuffix\` kept packages built with other settings apart before Go 1.10 had a build cache; \`GO111MODULE=on\` is the default since Go 1.16. Both do nothing today and make readers look for a reason.

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
  *check(dockerfile, { say, fix }) {
    const { text } = dockerfile;
    for (const { instruction, pair } of moduleSwitches(dockerfile)) {
      const edits = () => [withoutPair(text, instruction, pair)];
      yield say.modules(pair.span, {}, { fixes: [fix.remove({}, { safe: true, edits })] });
    }
    for (const command of dockerfile.stages.flatMap(({ runs }) => runs).flatMap(goCommands)) {
      const suffix = goArguments(command.args).flags.get('installsuffix');
      const edits = suffix && withoutFlag(command, text, 'installsuffix');
      if (suffix)
        yield say.installsuffix(flagSpan(suffix), {}, { fixes: edits ? [fix.remove({}, { safe: true, edits })] : [] });
      const get = command.verb === 'get' ? installing(command) : undefined;
      if (get)
        yield say.get(get.span, {}, { fixes: get.edits ? [fix.install({}, { safe: false, edits: get.edits })] : [] });
    }
  },
});

function moduleSwitches({ instructions }: Dockerfile): { instruction: Instruction; pair: Pair }[] {
  return instructions
    .filter(({ keyword }) => keyword === 'ENV' || keyword === 'ARG')
    .flatMap((instruction) =>
      instruction.pairs
        .filter(({ name, value }) => name.text === 'GO111MODULE' && /^["']?on["']?$/.test(value?.text ?? ''))
        .map((pair) => ({ instruction, pair })),
    );
}

/** `go get` of a command: a path with a version, or one that ends like a tool. Anything else changes go.mod on purpose. */
function installing(get: GoCommand): { span: TextEdit['span']; edits: (() => TextEdit[]) | undefined } | undefined {
  const { flags, packages } = goArguments(get.args);
  const path = packages.length === 1 ? (packages[0]?.value ?? '') : '';
  const verb = verbWord(get);
  const isMeant = get.command.assignments.get('GO111MODULE') === 'off' || flags.has('d') || flags.has('tool');
  if (!verb || isMeant || !/\/cmd\/[\w-]+(?:@|$)|^[\w.-]+\.\w+\/\S+@v\d/.test(path)) return undefined;
  const canChange = path.includes('@') && get.command.start !== undefined && !flags.has('u');
  return { span: verb.span, edits: canChange ? () => [{ span: verb.span, newText: 'install' }] : undefined };
}
