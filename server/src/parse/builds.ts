import type { BuildFileKind } from '../core/buildFiles.ts';
import { bakeBuilds } from './builds/bake.ts';
import { composeBuilds } from './builds/compose.ts';
import { goreleaserBuilds } from './builds/goreleaser.ts';
import { makeBuilds, shellBuilds } from './builds/commands.ts';
import { skaffoldBuilds } from './builds/skaffold.ts';
import type { WrittenBuild } from './builds/writtenBuild.ts';
import { commandFileBuilds, workflowBuilds } from './builds/workflow.ts';

const READERS: Readonly<Record<BuildFileKind, (text: string) => WrittenBuild[]>> = {
  compose: composeBuilds,
  bake: bakeBuilds,
  make: makeBuilds,
  shell: shellBuilds,
  workflow: workflowBuilds,
  commands: commandFileBuilds,
  skaffold: skaffoldBuilds,
  goreleaser: goreleaserBuilds,
  goWork: () => [],
};

/** More than any person writes of builds. */
const MAX_LENGTH = 500_000;

/** The image builds that a file describes, as far as they are written out. Never throws; nothing is executed. */
export function parseBuilds(kind: BuildFileKind, text: string): readonly WrittenBuild[] {
  return text.length > MAX_LENGTH ? [] : READERS[kind](text);
}
