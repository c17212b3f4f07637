import { basename } from '../core/path.ts';
import { findEnv, goEvidence, type Container } from '../parse/kubernetes/container.ts';
import type { DockerfileLink } from './workspace.ts';

/** Sets GOMEMLIMIT from the cgroup when the program starts. */
const AUTOMEMLIMIT = 'github.com/KimMachineGun/automemlimit';

/** Whether the manifest, or the Dockerfile of its image, says that a container runs a Go program. */
export function runsGo(container: Container, link: DockerfileLink | undefined): boolean {
  return goEvidence(container) !== 'unknown' || link?.module !== undefined;
}

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash']);

/** The field that may set a variable unseen: a ConfigMap, or a shell script that may not even run the program. */
export function unseenSource(container: Container): 'envFrom' | 'command' | undefined {
  if (container.hasEnvFrom) return 'envFrom';
  const program = basename(container.command?.[0]?.text ?? '');
  return SHELLS.has(program) && goEvidence(container) === 'unknown' ? 'command' : undefined;
}

/** In the manifest, wherever the value comes from, in the command (`GOMEMLIMIT=1GiB exec ./api`), image or program. */
export function setsMemLimit(container: Container, link: DockerfileLink | undefined): boolean {
  return findEnv(container, 'GOMEMLIMIT') !== undefined || setsMemLimitInside(container, link);
}

/** The same without the variables of the container. */
export function setsMemLimitInside({ command = [], args = [] }: Container, link: DockerfileLink | undefined): boolean {
  return (
    [...command, ...args, link?.dockerfile].some((source) => source?.text.includes('GOMEMLIMIT')) ||
    link?.module?.module.requires.some((required) => required.path === AUTOMEMLIMIT) === true
  );
}
