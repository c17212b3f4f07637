/** Where the source of a profiled function may lie: pure over paths, so that every order and escape can be tested. */
export interface SourceQuery {
  /** As the profile has it: absolute on another machine, or module path first after -trimpath. */
  readonly file: string;
  /** The package path of the function, '' if its name tells none. */
  readonly package: string;
}

export interface SourceEnvironment {
  /** Go modules of the workspace: module path, and folder on disk. */
  readonly modules: readonly { readonly path: string; readonly folder: string }[];
  /** Prefix in the profile → folder on disk: the reader's settings, then what was remembered. */
  readonly mappings: readonly (readonly [prefix: string, folder: string])[];
  /** GOMODCACHE and its usual places. */
  readonly moduleCaches: readonly string[];
  readonly goRoots: readonly string[];
}

/** Paths to try, best first, with forward slashes. Which of them exists is for the caller to find out. */
export function candidatePaths(query: SourceQuery, environment: SourceEnvironment): readonly string[] {
  const file = slashed(query.file);
  const found = [
    ...(isAbsolute(file) ? [file] : []),
    ...mapped(file, environment.mappings),
    ...inModules(file, query.package, environment.modules),
    ...inVendor(file, environment.modules),
    ...inModuleCache(file, environment.moduleCaches),
    ...inGoRoot(file, query.package, environment.goRoots),
  ];
  return [...new Set(found)];
}

/** Whether a file of the workspace may be meant: files of dependencies and of the standard library must not be guessed. */
export function mayLieInWorkspace({ file, package: packagePath }: SourceQuery): boolean {
  return (
    versioned(slashed(file)) === undefined &&
    (packagePath.includes('.') || packagePath === 'main' || !isStandard(file, packagePath))
  );
}

/**
 * Of files with the same name, those that share the most trailing folders with the wanted one. A shared name alone is a
 * match only for package main, which is called after no folder.
 */
export function bestSuffixes(query: SourceQuery, paths: readonly string[]): readonly string[] {
  const wanted = slashed(query.file).split('/').toReversed();
  const least = query.package === 'main' ? 1 : 2;
  const scored = paths.map((path) => ({ path, score: sharedFromStart(wanted, slashed(path).split('/').toReversed()) }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best < Math.min(least, wanted.length)
    ? []
    : scored.filter(({ score }) => score === best).map(({ path }) => path);
}

/** What a choice of the reader says about other files: the prefix that differs, and where it lies here. */
export function mappingFrom(file: string, chosen: string): readonly [prefix: string, folder: string] | undefined {
  const theirs = slashed(file).split('/');
  const ours = slashed(chosen).split('/');
  const shared = sharedFromStart(theirs.toReversed(), ours.toReversed());
  if (shared === 0) return undefined;
  return [theirs.slice(0, theirs.length - shared).join('/'), ours.slice(0, ours.length - shared).join('/')];
}

/** Folders of a module cache are named for case-insensitive disks: `github.com/BurntSushi` → `github.com/!burnt!sushi`. */
export function escapedForCache(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

function mapped(file: string, mappings: SourceEnvironment['mappings']): readonly string[] {
  return mappings
    .map(([prefix, folder]) => [slashed(prefix).replace(/\/$/, ''), slashed(folder).replace(/\/$/, '')] as const)
    .filter(([prefix]) => prefix === '' || file === prefix || file.startsWith(`${prefix}/`))
    .toSorted(([one], [other]) => other.length - one.length)
    .map(([prefix, folder]) => join(folder, file.slice(prefix.length)));
}

/** A package's path says in which folder of its module it lies; after -trimpath the file's path says the same. */
function inModules(file: string, packagePath: string, modules: SourceEnvironment['modules']): readonly string[] {
  const name = baseName(file);
  const tested = packagePath.replace(/_test$/, '');
  return modules
    .toSorted((one, other) => other.path.length - one.path.length)
    .flatMap(({ path, folder }) => [
      ...(isWithin(tested, path) ? [join(folder, tested.slice(path.length), name)] : []),
      ...(isWithin(file, path) ? [join(folder, file.slice(path.length))] : []),
    ]);
}

function inVendor(file: string, modules: SourceEnvironment['modules']): readonly string[] {
  const vendored = /(?:^|\/)vendor\/(.+)$/.exec(file)?.[1] ?? versioned(file)?.replace(/@[^/]+/, '');
  return vendored === undefined
    ? []
    : modules.map(({ folder }) => join(folder, 'vendor', unescapedFromCache(vendored)));
}

function inModuleCache(file: string, caches: readonly string[]): readonly string[] {
  const module = versioned(file);
  return module === undefined ? [] : caches.map((cache) => join(cache, escapedForCache(module)));
}

function inGoRoot(file: string, packagePath: string, goRoots: readonly string[]): readonly string[] {
  if (packagePath === '' || !isStandard(file, packagePath)) return [];
  return goRoots.map((root) => join(root, 'src', packagePath, baseName(file)));
}

/** `golang.org/x/net@v0.50.0/http2/frame.go`, from a path into a module cache or one that -trimpath has written. */
function versioned(file: string): string | undefined {
  const inCache = /(?:^|\/)pkg\/mod\/([^@]+@v\d.*)$/.exec(file)?.[1];
  return inCache ?? (/^[^/@]+\.[^/@]+\/[^@]*@v\d/.test(file) ? file : undefined);
}

/** A package without a dot in its first element, whose file lies where the toolchain keeps its own. */
function isStandard(file: string, packagePath: string): boolean {
  const root = /^[^/]*/.exec(packagePath)?.[0] ?? '';
  if (root === '' || root.includes('.') || packagePath === 'main') return false;
  const place = `${packagePath}/${baseName(file)}`;
  return slashed(file) === place || slashed(file).endsWith(`/src/${place}`);
}

function unescapedFromCache(path: string): string {
  return path.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function isWithin(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}/`);
}

/** Not `//server/share`: a profile must not make the editor call another machine. */
function isAbsolute(path: string): boolean {
  return /^\/(?!\/)/.test(path) || /^[A-Za-z]:\//.test(path);
}

function sharedFromStart(one: readonly string[], other: readonly string[]): number {
  let count = 0;
  while (count < one.length && count < other.length && one[count] === other[count] && one[count] !== '') count += 1;
  return count;
}

function join(...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .join('/')
    .replace(/([^:])\/{2,}/g, '$1/');
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
