import type { Container } from '../parse/kubernetes/container.ts';
import type { DockerfileLink, Workspace } from './workspace.ts';

/** The Dockerfile that builds what a container of a manifest runs, or undefined if none is certain. */
export function dockerfileOfContainer(
  { image, declared }: Container,
  manifest: string,
  workspace: Workspace,
): DockerfileLink | undefined {
  return workspace.dockerfileOf({ path: manifest, image: image?.text ?? '', declared: declared.dockerfile });
}
