import type { Dockerfile } from '../parse/dockerfile.ts';
import type { Stage } from '../parse/dockerfile/model.ts';

/** Go commands that read the go.mod of the build context. */
const READS_MODULE =
  /(?:^|[\s;&|(])(?:\S*\/)?go[ \t]+(?:build|install(?![^\n&|;]*@)|test|vet|run|generate|list|mod[ \t]+(?:download|verify|vendor|tidy))\b/;

/** Build tools that people put in front of Go; in an image with Go they run it. */
const RUNS_BUILD_TOOL = /(?:^|[\s;&|(])(?:make|mage|task|just)\b/;

/** Whether one of the stages compiles the Go module of the build context, directly or through a build tool. */
export function buildsGo(dockerfile: Dockerfile): boolean {
  return dockerfile.stages.some((stage) => buildsModule(stage) || (hasGo(stage) && runs(stage, RUNS_BUILD_TOOL)));
}

/** Whether this stage itself runs Go on sources that came from the build context. */
export function buildsModule(stage: Stage): boolean {
  return runs(stage, READS_MODULE);
}

function hasGo({ base }: Stage): boolean {
  return base.kind === 'image' && /(?:^|\/)golang$/.test(base.ref.name);
}

function runs(stage: Stage, command: RegExp): boolean {
  return stage.instructions.some(({ keyword, rest }) => keyword === 'RUN' && command.test(rest.text));
}
