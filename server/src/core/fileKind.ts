/**
 * What Gantry makes of a file by its name alone; whether YAML is Kubernetes is decided by its content. `repository` is
 * Git's own folder (or file, in a work tree), which marks where one project ends and the next begins; `vendored` is the
 * list that Go writes beside the modules it copies into a project; `hadolint` is that linter's configuration.
 */
export type FileKind = 'dockerfile' | 'yaml' | 'goMod' | 'repository' | 'vendored' | 'hadolint';

const DOCKERFILE = /^(?:Dockerfile|Containerfile)(?:[.-].+|_[\w-]+|\d+)?$|\.(?:dockerfile|containerfile)$/i;
const NOT_DOCKERFILE = /\.(?:dockerignore|md|txt|json|ya?ml|tmpl|template|tpl|j2|go|ts|js|py|sh|swp|orig|bak)$/i;

/** `path` has forward slashes; only its last element counts. */
export function fileKind(path: string): FileKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'go.mod') return 'goMod';
  if (name === '.git') return 'repository';
  if (/^\.hadolint\.ya?ml$/.test(name)) return 'hadolint';
  if (path.endsWith('/vendor/modules.txt')) return 'vendored';
  if (DOCKERFILE.test(name) && !NOT_DOCKERFILE.test(name)) return 'dockerfile';
  return /\.ya?ml$/i.test(name) ? 'yaml' : undefined;
}
