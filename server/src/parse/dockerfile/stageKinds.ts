import { compareGoVersions, type GoVersion, goVersionIn } from '../../core/goReleases.ts';
import { basename } from '../../core/path.ts';
import { lineage } from './lineage.ts';
import type { Stage } from './model.ts';

/** A part of a file's or stage's name. */
const DEVELOPMENT =
  /(?:^|[-_.])(?:dev|devel|develop|development|debug|debugger|local|tilt|test|tests|testing|integration|e2e|ci|race|lint|air)(?:$|[-_.])/i;
/** Folders that hold nothing for production. */
const FOLDER =
  /^\.?(?:dev|dev[-_]?env|dev[-_]?tools?|devel|develop|development|devcontainer|debug|local|tests?|testing|testdata|e2e|integration|build-?images?)$/i;

/**
 * Whether a file or stage says by its name that it is for developing, debugging or testing, not for production. `path`
 * begins at the root of the project: what lies above says nothing about it.
 */
export function isForDevelopment(path: string, stage: Stage): boolean {
  return (
    DEVELOPMENT.test(basename(path)) ||
    path
      .split('/')
      .slice(0, -1)
      .some((folder) => FOLDER.test(folder)) ||
    (stage.name !== undefined && DEVELOPMENT.test(stage.name))
  );
}

/** The same for a name alone: of a stage, of a file. */
export function isDevelopmentName(name: string): boolean {
  return DEVELOPMENT.test(name);
}

/** `golang` itself, from wherever it is served, also where only the build knows its tag. */
export function isGoImage(stage: Stage): boolean {
  const { base } = stage;
  if (base.kind === 'image') return /(?:^|\/)golang$/.test(base.ref.name);
  return base.kind === 'unknown' && /(?:^|\/)golang:/.test(lineage(stage)[0]?.image?.text ?? '');
}

/** Whether a stage has a Go older than `version`, as far as its image tells. */
export function hasGoBefore({ base }: Stage, version: GoVersion): boolean {
  const found = base.kind === 'image' ? goVersionIn(base.ref) : undefined;
  return found !== undefined && compareGoVersions(found, version) < 0;
}
