import { basename } from '../../core/path.ts';
import type { TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { removeLines } from '../../parse/dockerfile/edits.ts';
import { goArguments, type GoCommand, goCommands } from '../../parse/dockerfile/goCommands.ts';
import { flagSpan, goCommandSpan, goflagsMayHold, settingOf, withoutFlag } from '../../parse/dockerfile/goSettings.ts';
import { lineage } from '../../parse/dockerfile/lineage.ts';
import type { Copy, Stage } from '../../parse/dockerfile/model.ts';
import { letIn } from '../../workspace/letIn.ts';
import { vendorPath } from '../../workspace/vendoring.ts';
import { type Context, defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Build from vendor/ or download the modules, not both.',
  rationale: `
Where \`vendor/modules.txt\` lies beside go.mod, Go builds from \`vendor\` and never looks at the module cache (since Go 1.14): a \`go mod download\` before it costs its time and its layer for nothing.

The other way round, \`-mod=vendor\` in a build that an ignore file keeps \`vendor\` from stops with "inconsistent vendoring".`,
  sources: ['https://go.dev/ref/mod#vendoring', 'https://go.dev/ref/mod#build-commands'],
  messages: {
    download: 'These modules are downloaded for nothing: Go builds from `vendor`, which {copy} brings.',
    ignored: 'The build stops with "inconsistent vendoring": {file} keeps `vendor` out by `{pattern}`.',
  },
  fixes: {
    remove: 'Remove the download',
    letIn: 'Let it in: `!{path}` in {file}',
    modules: 'Build from the module cache: remove `-mod=vendor`',
  },
  related: {
    line: 'The line that keeps it out',
  },
  examples: [
    {
      title: 'A download beside vendor',
      bad: `\
-- go.mod --
module example.com/api

go 1.27

require golang.org/x/sync v0.17.0
-- vendor/modules.txt --
-- Dockerfile --
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
-- go.sum --
`,
      good: `\
-- go.mod --
module example.com/api

go 1.27

require golang.org/x/sync v0.17.0
-- vendor/modules.txt --
-- Dockerfile --
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /api /api
ENTRYPOINT ["/api"]
-- go.sum --
`,
    },
  ],
  *check(dockerfile, { say, fix, note }, context) {
    const vendoring = vendoringOf(dockerfile, context);
    if (!vendoring) return;
    const { vendor, ban, isVendored } = vendoring;
    const idle = !ban && isVendored ? dockerfile.stages.flatMap((stage) => idleDownloads(stage, vendor)) : [];
    for (const { command, copy } of idle) {
      const { instruction } = command.run;
      const edits = (): TextEdit[] => [removeLines(dockerfile.text, instruction)];
      const isAlone = command.run.commands().length === 1;
      const names = { copy: `${copy.instruction.keyword} ${copy.instruction.rest.text}` };
      const fixes = isAlone ? [fix.remove({}, { safe: false, edits })] : [];
      yield say.download(goCommandSpan(command), names, { fixes });
    }
    if (!ban) return;
    const { ignoreFile, line } = ban;
    const names = { path: vendor, file: basename(ignoreFile.path) };
    const admission = letIn(ignoreFile, vendor);
    const related = [note.line({}, { file: ignoreFile.path, span: line.span })];
    for (const command of dockerfile.stages.flatMap(vendorBuilds)) {
      const flag = goArguments(command.args).flags.get('mod');
      const removal = withoutFlag(command, dockerfile.text, 'mod');
      const fixes = [
        ...(admission ? [fix.letIn(names, { safe: false, file: ignoreFile.path, edits: admission })] : []),
        ...(removal ? [fix.modules({}, { safe: false, edits: removal })] : []),
      ];
      const span = flag ? flagSpan(flag) : goCommandSpan(command);
      yield say.ignored(span, { file: names.file, pattern: line.text }, { severity: 'error', fixes, related });
    }
  },
});

/** Where `vendor` lies in the context, and what keeps it out of the build; undefined where there is nothing to vendor. */
function vendoringOf(dockerfile: Dockerfile, { path, workspace }: Context) {
  const found = workspace.moduleOf(path);
  const context = workspace.contextOf(path, dockerfile);
  const vendor = found && context?.isCertain ? vendorPath(found, context) : undefined;
  if (!context || vendor === undefined || found?.module.requires.length === 0) return undefined;
  const line = context.keptOutBy(`${vendor}/modules.txt`);
  const ban = line && context.ignoreFile ? { line, ignoreFile: context.ignoreFile } : undefined;
  return { vendor, ban, isVendored: found?.isVendored === true };
}

const BUILDS = /^(?:build|install|test|vet|run|list)$/;

/** Downloads in a stage that gets `vendor` before all that it builds, and builds from it. */
function idleDownloads(stage: Stage, vendor: string): { command: GoCommand; copy: Copy }[] {
  const commands = lineage(stage).flatMap(({ runs }) => runs.flatMap(goCommands));
  const builds = commands.filter(({ verb }) => BUILDS.test(verb));
  const copy = lineage(stage)
    .flatMap(({ copies }) => copies)
    .find((each) => bringsVendor(each, vendor));
  const start = copy?.instruction.span.start ?? 0;
  if (
    !copy ||
    builds.length === 0 ||
    builds.some((build) => build.run.instruction.span.start < start || hasMode(build))
  )
    return [];
  const own = stage.runs.flatMap(goCommands);
  return own
    .filter(({ verb, args }) => verb === 'mod download' && args.every(({ text }) => text.startsWith('-')))
    .map((command) => ({ command, copy }));
}

/** `-mod=mod`, `-modfile`, or a package with a version, which is built outside of the module. */
function hasMode(command: GoCommand): boolean {
  return (
    (goflagsMayHold(command, '-mod') && !isVendorMode(command)) ||
    command.args.some(({ text }) => /^["']?--?mod(?!=vendor\b)|@|^["']?\$/.test(text))
  );
}

function bringsVendor({ from, sources }: Copy, vendor: string): boolean {
  if (from) return false;
  return sources.some((source) => {
    const folder = source?.replace(/^\.?\/+|\/+(?:\.)?$/g, '').replace(/^\.$/, '');
    return folder !== undefined && (folder === '' || folder === vendor || vendor.startsWith(`${folder}/`));
  });
}

/** Builds that insist on `vendor`, in a stage that does not make it or take it from elsewhere. */
function vendorBuilds(stage: Stage): GoCommand[] {
  const stages = lineage(stage);
  const commands = stages.flatMap(({ runs }) => runs.flatMap(goCommands));
  const isBrought = stages.some(({ copies }) =>
    copies.some(
      ({ from, sources, destination }) =>
        from && [...sources, destination].some((each) => !each || /vendor|^\/+$/.test(each)),
    ),
  );
  const isMounted = stage.runs.some(({ instruction }) =>
    instruction.flags.some(({ name, value = '' }) => name === 'mount' && value.includes('from=')),
  );
  if (isBrought || isMounted || commands.some(({ verb }) => /^(?:mod|work) vendor$/.test(verb))) return [];
  return stage.runs.flatMap(goCommands).filter((command) => BUILDS.test(command.verb) && isVendorMode(command));
}

function isVendorMode(command: GoCommand): boolean {
  const flag = goArguments(command.args).flags.get('mod')?.value;
  if (flag !== undefined) return flag === 'vendor';
  return /(?:^|\s)-mod=vendor(?:\s|$)/.test(settingOf(command, 'GOFLAGS')?.value ?? '');
}
