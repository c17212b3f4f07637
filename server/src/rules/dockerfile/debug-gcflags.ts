import { flagSpan, isChosen, programBuilds, withoutFlag } from '../../parse/dockerfile/goSettings.ts';
import { isForDevelopment } from '../../parse/dockerfile/stageKinds.ts';
import { projectPath } from '../../workspace/projectPath.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Build the program for production with optimisations on.',
  rationale: `
\`-gcflags="all=-N -l"\` turns off optimisation and inlining, so that a debugger can show every variable. The program is then several times slower, and a CPU profile shows where an unoptimised program spends its time.

Files, folders and stages that say that they are for debugging are left alone, and so is a RUN that chooses between a build with it and one without.`,
  sources: ['https://go.dev/doc/gdb', 'https://pkg.go.dev/cmd/compile'],
  messages: {
    slow: 'The program will run several times slower: {flag} turns optimisation off, for a debugger.',
  },
  fixes: {
    remove: 'Remove -gcflags',
  },
  examples: [
    {
      title: 'Flags for the debugger',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -gcflags="all=-N -l" -trimpath -ldflags="-s -w" -o /api ./cmd/api

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
  *check({ finalStage, text }, { say, fix }, context) {
    if (!finalStage || isForDevelopment(projectPath(context), finalStage)) return;
    for (const build of programBuilds(finalStage)) {
      const flag = build.options.flags.get('gcflags');
      const value = flag?.value ?? '';
      if (!flag || !/(?:^|[\s=])-N\b/.test(value) || isForDevelopment('', build.stage) || isChosen(build, 'gcflags'))
        continue;
      const edits = withoutFlag(build, text, 'gcflags');
      yield say.slow(
        flagSpan(flag),
        { flag: `-gcflags=${value}` },
        { fixes: edits ? [fix.remove({}, { safe: false, edits })] : [] },
      );
    }
  },
});
