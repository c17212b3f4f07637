import { basename } from '../../core/path.ts';
import type { TextEdit } from '../../core/text.ts';
import { insertBefore } from '../../parse/dockerfile/edits.ts';
import { goCommandSpan, verbWord } from '../../parse/dockerfile/goSettings.ts';
import { blindQueries, strangers, type BlindQuery } from '../../workspace/commit.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Let the build see the commit as its own, or pass the version in.',
  rationale: `
Where \`.git\` lies above a package and git is installed, \`go build\` asks git for the commit and puts it into the program. Git refuses a repository that belongs to another user: what COPY brings belongs to root unless \`--chown\` says otherwise, so a build after USER stops with "error obtaining VCS status: exit status 128".

Where an ignore file keeps \`.git\` out, \`git describe\` in a build finds nothing. Inside \`$(…)\` its failure stops nothing, and the version is empty.`,
  sources: [
    'https://pkg.go.dev/cmd/go#hdr-Compile_packages_and_dependencies',
    'https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory',
  ],
  messages: {
    owner: 'The build stops with "error obtaining VCS status: exit status 128": git refuses .git of {owner} to {user}.',
    empty: '`git {verb}` yields nothing here, and the build goes on without it: {file} keeps .git out.',
  },
  fixes: {
    off: 'Build without a stamp: -buildvcs=false',
    argument: 'Take it from the build argument {name}',
  },
  related: {
    copy: 'This brings .git',
    line: 'The line that keeps .git out',
  },
  examples: [
    {
      title: 'A user who does not own the sources',
      bad: `\
-- .git/HEAD --
-- .dockerignore --
bin
-- Dockerfile --
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
USER 65532:65532
RUN --mount=type=cache,target=/tmp/cache,uid=65532 \\
    GOCACHE=/tmp/cache CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /tmp/api ./cmd/api

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /tmp/api /api
ENTRYPOINT ["/api"]
-- go.mod --
module example.com/api

go 1.27
-- go.sum --
`,
      good: `\
-- .git/HEAD --
-- .dockerignore --
bin
-- Dockerfile --
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
USER 65532:65532
RUN --mount=type=cache,target=/tmp/cache,uid=65532 \\
    GOCACHE=/tmp/cache CGO_ENABLED=0 go build -buildvcs=false -trimpath -ldflags="-s -w" -o /tmp/api ./cmd/api

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /tmp/api /api
ENTRYPOINT ["/api"]
-- go.mod --
module example.com/api

go 1.27
-- go.sum --
`,
    },
    {
      title: 'A version from a repository that is not there',
      bad: `\
-- .git/HEAD --
-- Dockerfile --
FROM alpine:3.24
COPY . /srv/
RUN echo "$(git describe --tags)" > /srv/version
USER 65532:65532
ENTRYPOINT ["/srv/api"]
-- .dockerignore --
.git
`,
      good: `\
-- .git/HEAD --
-- Dockerfile --
FROM alpine:3.24
COPY . /srv/
ARG VERSION
RUN echo "\${VERSION}" > /srv/version
USER 65532:65532
ENTRYPOINT ["/srv/api"]
-- .dockerignore --
.git
`,
    },
  ],
  *check(dockerfile, { say, fix, note }, { path, workspace }) {
    const context = workspace.contextOf(path, dockerfile);
    if (!context?.isCertain) return;
    for (const { build, copy, owner, user } of strangers(dockerfile, context)) {
      const word = build.command.start === undefined ? undefined : verbWord(build);
      const edits = (): TextEdit[] =>
        word ? [{ span: { start: word.span.end, end: word.span.end }, newText: ' -buildvcs=false' }] : [];
      yield say.owner(
        goCommandSpan(build),
        { owner, user },
        {
          severity: 'warning',
          fixes: word ? [fix.off({}, { safe: false, edits })] : [],
          related: [note.copy({}, { span: copy.instruction.span })],
        },
      );
    }
    for (const query of blindQueries(dockerfile, context)) {
      const { ignoreFile, line } = query;
      const argument = fromArgument(dockerfile.text, query);
      yield say.empty(
        query.command.span,
        { verb: query.verb, file: basename(ignoreFile.path) },
        {
          fixes: argument ? [fix.argument({ name: argument.name }, { safe: false, edits: argument.edits })] : [],
          related: [note.line({}, { file: ignoreFile.path, span: line.span })],
        },
      );
    }
  },
});

/** What a query is for, by what people call it. */
const ARGUMENTS: Readonly<Record<string, string>> = { describe: 'VERSION', 'rev-parse': 'COMMIT' };

/** `$(git describe)` as `${VERSION}`, with an ARG before the RUN; undefined where no substitution of its own is around it. */
function fromArgument(text: string, { run, command, verb }: BlindQuery) {
  const name = ARGUMENTS[verb];
  const { start, end } = command.span;
  if (name === undefined || text.slice(start - 2, start) !== '$(' || text[end] !== ')' || command.isQuoted)
    return undefined;
  const isDeclared = run.env.has(name);
  const edits = (): TextEdit[] => [
    ...(isDeclared ? [] : [insertBefore(text, run.instruction, [`ARG ${name}`])]),
    { span: { start: start - 2, end: end + 1 }, newText: `\${${name}}` },
  ];
  return { name, edits };
}
