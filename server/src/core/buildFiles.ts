import { basename } from './path.ts';

/**
 * Files besides Dockerfiles that say how images are built. `commands` are files of whatever syntax whose strings are
 * command lines; `goWork` says which modules are built together, and with which Go.
 */
export type BuildFileKind =
  | 'compose'
  | 'bake'
  | 'make'
  | 'shell'
  | 'workflow'
  | 'commands'
  | 'skaffold'
  | 'goreleaser'
  | 'goWork';

const NAMES: readonly (readonly [RegExp, BuildFileKind])[] = [
  [/^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/i, 'compose'],
  [/^docker-bake(?:\.[\w.-]+)?\.(?:hcl|json)$/, 'bake'],
  [/^(?:GNUm|[Mm])akefile$|\.mk$/, 'make'],
  [/\.(?:sh|bash)$/, 'shell'],
  [/^skaffold(?:[.-][\w.-]+)?\.ya?ml$/, 'skaffold'],
  [/^go\.work$/, 'goWork'],
  [/^\.?goreleaser(?:[.-][\w.-]+)?\.ya?ml$/, 'goreleaser'],
  [/^(?:\.gitlab-ci|\.travis|\.drone|azure-pipelines|[Tt]askfile|bitbucket-pipelines)\.ya?ml$/, 'commands'],
];

/** `path` has forward slashes. */
export function buildFileKind(path: string): BuildFileKind | undefined {
  if (/(?:^|\/)\.(?:github|gitea|forgejo)\/(?:workflows|actions\/[^/]+)\/[^/]+\.ya?ml$/.test(path)) return 'workflow';
  if (/(?:^|\/)\.circleci\/config\.ya?ml$/.test(path)) return 'commands';
  const name = basename(path);
  return NAMES.find(([pattern]) => pattern.test(name))?.[1];
}

/** `.dockerignore`, `Dockerfile.dockerignore`, `.gitignore`. */
export function isIgnoreFile(path: string): boolean {
  return path.endsWith('.dockerignore') || basename(path) === '.gitignore';
}

/** `docker build`, `docker buildx build`, `$(CONTAINER_TOOL) build`, the action of a workflow. */
const BUILDS =
  /(?:docker|podman|nerdctl|buildah|container|engine|oci)\w{0,40}["')}]{0,4}[ \t]{1,20}(?:(?:image|buildx|builder)[ \t]{1,20})?(?:build|bud|b)\b|docker\/build-push-action/i;

/** Whether a text may describe a build at all: most scripts do not, and need not be kept. */
export function mayBuild(kind: BuildFileKind, text: string): boolean {
  if (kind === 'goWork' || (kind === 'make' && text.includes('CGO_ENABLED'))) return true;
  if (kind === 'compose') return text.includes('build');
  if (kind === 'goreleaser') return text.includes('dockers');
  return kind === 'bake' || kind === 'skaffold' || BUILDS.test(text);
}
