import { basename } from '../../core/path.ts';
import type { Stage } from './model.ts';

const DEVELOPMENT =
  /(?:^|[-_.])(?:dev|devel|develop|development|debug|debugger|local|tilt|test|tests|testing|e2e|ci|race|lint|air)(?:$|[-_.])/i;

/** Whether a file or stage says by its name that it is for developing, debugging or testing, not for production. */
export function isForDevelopment(path: string, stage: Stage): boolean {
  return (
    /\/\.devcontainer\//.test(path) ||
    DEVELOPMENT.test(basename(path)) ||
    (stage.name !== undefined && DEVELOPMENT.test(stage.name))
  );
}

/** `golang` itself, from wherever it is served. */
export function isGoImage({ base }: Stage): boolean {
  return base.kind === 'image' && /(?:^|\/)golang$/.test(base.ref.name);
}
