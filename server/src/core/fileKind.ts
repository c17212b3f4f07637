/**
 * What Gantry makes of a file by its name alone; whether YAML is Kubernetes is decided by its content. `repository` is
 * Git's own folder (or file, in a work tree), which marks where one project ends and the next begins; `vendored` is the
 * list that Go writes beside the modules it copies into a project; `config` is Gantry's own configuration or hadolint's.
 */
export type FileKind = 'dockerfile' | 'yaml' | 'goMod' | 'repository' | 'vendored' | 'config';

/** `Dockerfile_arm` and `Dockerfile2` are ones, `dockerfile_test.go` and `DockerfileHelper.cs` are not. */
const DOCKERFILE = /^(?:Dockerfile|Containerfile)(?:[.-].+|[_\d][\w-]*)?$|\.(?:dockerfile|containerfile)$/i;
/** Sources about Dockerfiles, what editors leave behind, and templates, which become Dockerfiles only later. */
const NOT_DOCKERFILE =
  /\.(?:dockerignore|md|txt|json|ya?ml|golden|go|tsx?|js|py|sh|cs|java|rb|rs|swp|orig|rej|bak|tmpl|gotmpl|template|tpl|j2|erb|mustache|hbs|in)$/i;

/** `path` has forward slashes; only its last element counts. */
export function fileKind(path: string): FileKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'go.mod') return 'goMod';
  if (name === '.git') return 'repository';
  if (/^\.hadolint\.ya?ml$|^\.gantry\.yaml$/.test(name)) return 'config';
  if (path.endsWith('/vendor/modules.txt')) return 'vendored';
  if (DOCKERFILE.test(name) && !NOT_DOCKERFILE.test(name)) return 'dockerfile';
  return /\.ya?ml$/i.test(name) ? 'yaml' : undefined;
}

/** What editors call the languages. JSON is YAML. */
const LANGUAGES: Readonly<Record<string, 'dockerfile' | 'yaml'>> = {
  dockerfile: 'dockerfile',
  yaml: 'yaml',
  json: 'yaml',
};

/** What a document is that is open in an editor: its language says so, or else its name. */
export function documentKind(path: string, languageId: string | undefined): FileKind | undefined {
  return LANGUAGES[languageId ?? ''] ?? fileKind(path);
}

/**
 * What a user who names a file will have meant by it: `DockerfileProd` and `Dockerfile_arm.v7` as Dockerfiles, and JSON,
 * which is YAML, as a manifest. Neither is looked for where nobody names it.
 */
export function namedLanguage(path: string): 'dockerfile' | 'yaml' | undefined {
  if (isNamedDockerfile(path)) return 'dockerfile';
  return fileKind(path) === 'yaml' || /\.json$/i.test(path) ? 'yaml' : undefined;
}

/** Whether a user who names the file will have meant a Dockerfile. */
export function isNamedDockerfile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return fileKind(path) === 'dockerfile' || (/^(?:Dockerfile|Containerfile)/i.test(name) && !NOT_DOCKERFILE.test(name));
}
