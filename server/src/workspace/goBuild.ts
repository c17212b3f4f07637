import type { Dockerfile } from '../parse/dockerfile.ts';
import { goCommands, type GoCommand } from '../parse/dockerfile/goCommands.ts';
import { lineage } from '../parse/dockerfile/lineage.ts';
import type { Stage } from '../parse/dockerfile/model.ts';

/** Go commands that read the go.mod of the folder they run in. */
const READS_MODULE = new Set([
  'build',
  'test',
  'vet',
  'run',
  'generate',
  'list',
  'mod download',
  'mod verify',
  'mod vendor',
  'mod tidy',
]);

/** Build tools that people put in front of Go; in an image with Go they run it. */
const BUILD_TOOLS = new Set(['make', 'mage', 'task', 'just']);

/** Whether one of the stages compiles the Go module of the build context, directly or through a build tool. */
export function buildsGo({ stages }: Dockerfile): boolean {
  return stages.some((stage) => buildsModule(stage) || (hasGo(stage) && runsBuildTool(stage)));
}

/** Whether this stage itself runs Go on sources that came from the build context. */
export function buildsModule(stage: Stage): boolean {
  return !makesModule(stage) && stage.runs.flatMap(goCommands).some(readsModule);
}

/** Tools from the time before modules. */
const OLD_TOOLS = new Set(['dep', 'glide', 'godep', 'govendor']);

/** Whether a stage writes a go.mod of its own (`go mod init`) or does without one: that of the context is not its. */
export function makesModule(stage: Stage): boolean {
  return lineage(stage).some(({ runs }) =>
    runs.some(
      (run) =>
        goCommands(run).some(({ verb }) => verb === 'mod init') ||
        run.commands().some(({ words: [program] }) => OLD_TOOLS.has(program?.value ?? '')),
    ),
  );
}

function readsModule({ verb, args }: GoCommand): boolean {
  // `go install path@version` has nothing to do with the module around it.
  if (verb === 'install' || verb === 'run') return !args.some(({ text }) => text.includes('@'));
  return READS_MODULE.has(verb);
}

function hasGo({ base }: Stage): boolean {
  return base.kind === 'image' && /(?:^|\/)golang$/.test(base.ref.name);
}

function runsBuildTool({ runs }: Stage): boolean {
  return runs.some((run) => run.commands().some(({ words }) => BUILD_TOOLS.has(words[0]?.value ?? '')));
}
