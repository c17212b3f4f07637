import { firstAnswer } from '../core/firstAnswer.ts';
import type { KindSchema } from '../core/kubernetes/schema.ts';
import { isAside } from '../core/manifestPath.ts';
import { dirname } from '../core/path.ts';
import { type DefinedVersion, type Definition, readDefinition } from '../parse/kubernetes/definitions/read.ts';
import { type DefinitionId, scanDefinitions } from '../parse/kubernetes/definitions/scan.ts';
import { mutatedGroups } from '../parse/kubernetes/definitions/webhooks.ts';
import type { CustomSchemas } from '../parse/kubernetes/fields.ts';
import { parseDocument } from '../parse/yaml/document.ts';
import { repositoryOf } from './repositories.ts';

/** What the index keeps of a file. Plain data. */
export interface DefinitionsIn {
  readonly ids: readonly DefinitionId[];
  /** The groups whose objects its webhooks may complete; `*` for all. */
  readonly mutated: readonly string[];
}

/** Undefined for nearly every file, at the cost of looking for two words. */
export function definitionsOf(text: string): DefinitionsIn | undefined {
  const [ids, mutated] = [scanDefinitions(text), mutatedGroups(text)];
  return ids.length > 0 || mutated.length > 0 ? { ids, mutated } : undefined;
}

export interface DefinitionFile extends DefinitionsIn {
  /** What the file says of an entry now; undefined if that cannot be read any more. */
  readonly read: (id: DefinitionId) => string | undefined;
}

/** What the workspace says of a kind in one version; the same object as long as no definition of the kind changes. */
export interface CustomKind extends CustomSchemas {
  readonly versions: readonly DefinedVersion[];
  /** Whether a webhook may fill in what an object lacks. */
  readonly isMutated: boolean;
  /** Whether only tests and copies of other projects define it: what they hold need not be what a cluster has. */
  readonly isAside: boolean;
  /** With what the definition says of its fields, for those who read it. */
  readonly described: KindSchema | undefined;
}

/** The kinds that CustomResourceDefinitions of the workspace define. */
export interface CustomKinds {
  /**
   * Undefined if the file's own repository does not define it: which version of somebody else's definitions a cluster
   * has, nobody can know.
   */
  readonly of: (path: string, type: TypeName) => CustomKind | undefined;
  /** All of a file's repository. */
  readonly known: (path: string) => readonly TypeName[];
  /** For the index after this one. */
  readonly byKey: ReadonlyMap<string, KnownKind>;
}

/** `cert-manager.io/v1`, `Certificate`. */
export interface TypeName {
  readonly apiVersion: string;
  readonly kind: string;
}

interface Source {
  readonly id: DefinitionId;
  readonly read: DefinitionFile['read'];
  readonly isAside: boolean;
}

interface KnownKind {
  readonly sources: Source[];
  readonly isMutated: boolean;
  /** What has been asked for. */
  readonly versions: Map<string, CustomKind>;
}

/**
 * An index of definitions (path → file). Nothing is read before somebody asks for a kind, and only what was asked for
 * last stays. Kinds whose definitions have not changed are those of `previous`.
 */
export function createCustomKinds(
  files: ReadonlyMap<string, DefinitionFile>,
  repositories: ReadonlySet<string>,
  previous?: CustomKinds,
): CustomKinds {
  const kinds = new Map<string, KnownKind>();
  const repositoryOf = rootFinder(repositories);
  const mutated = new Set(
    [...files].flatMap(([path, file]) => file.mutated.map((group) => `${repositoryOf(path)}\n${group}`)),
  );
  for (const [path, { ids, read }] of files) {
    const root = repositoryOf(path);
    for (const id of ids) {
      const key = keyOf(root, id.group, id.kind);
      const isMutated = mutated.has(`${root}\n${id.group}`) || mutated.has(`${root}\n*`);
      const known: KnownKind = kinds.get(key) ?? { sources: [], isMutated, versions: new Map() };
      known.sources.push({ id, read, isAside: isAside(path) });
      kinds.set(key, known);
    }
  }
  for (const [key, kind] of kinds) {
    const old = previous?.byKey.get(key);
    if (!old || old.isMutated !== kind.isMutated || !isSame(old.sources, kind.sources)) continue;
    // The newer texts, so that the older ones can go.
    old.sources.splice(0, old.sources.length, ...kind.sources);
    kinds.set(key, old);
  }
  return {
    byKey: kinds,
    of(path, { apiVersion, kind }) {
      const slash = apiVersion.indexOf('/');
      const known =
        kinds.size > 0 && slash > 0 && kinds.get(keyOf(repositoryOf(path), apiVersion.slice(0, slash), kind));
      return known ? versionIn(known, apiVersion.slice(slash + 1)) : undefined;
    },
    known(path) {
      const root = `${repositoryOf(path)}\n`;
      return [...kinds].flatMap(([key, { sources }]) => (key.startsWith(root) ? typesOf(sources) : []));
    },
  };
}

function keyOf(repository: string, group: string, kind: string): string {
  return `${repository}\n${group}/${kind}`;
}

function isSame(one: readonly Source[], other: readonly Source[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ id, isAside }, at) => id.print === other[at]?.id.print && isAside === other[at].isAside)
  );
}

function typesOf(sources: readonly Source[]): TypeName[] {
  const versions = new Set(sources.flatMap(({ id }) => id.versions));
  const { group = '', kind = '' } = sources[0]?.id ?? {};
  return [...versions].map((version) => ({ apiVersion: `${group}/${version}`, kind }));
}

/** The repository of each file; '' outside of all. Files of one folder are in one. */
function rootFinder(repositories: ReadonlySet<string>): (path: string) => string {
  const known = new Map<string, string>();
  return (path) => {
    const folder = dirname(path);
    const root = known.get(folder) ?? repositoryOf(path, { repositories }) ?? '';
    known.set(folder, root);
    return root;
  };
}

function versionIn(known: KnownKind, version: string): CustomKind {
  const made = known.versions.get(version) ?? customKind(known, version);
  known.versions.set(version, made);
  return made;
}

/** What was read of a kind; the fields' texts only if somebody reads them. */
interface ReadKind {
  readonly versions: readonly DefinedVersion[];
  readonly schemas: readonly KindSchema[];
}

function customKind({ sources, isMutated }: KnownKind, version: string): CustomKind {
  const bare = (): ReadKind => readKind(sources, version);
  const described = (): KindSchema | undefined =>
    firstAnswer(readableIn(sources), (definition) => definition.schema(version, 'texts'));
  return {
    isMutated,
    isAside: sources.every((source) => source.isAside),
    get schemas() {
      return kept(bare).schemas;
    },
    get versions() {
      return kept(bare).versions;
    },
    get described() {
      return kept(described);
    },
  };
}

/** A kind with more different definitions than this, or longer ones, is a playground. */
const MAX_DEFINITIONS = 4;
const MAX_TEXT = 6_000_000;

function readKind(sources: readonly Source[], version: string): ReadKind {
  const definitions = readableIn(sources);
  const schemas = definitions.flatMap((definition) => definition.schema(version) ?? []);
  return { versions: definitions.flatMap((definition) => definition.versions), schemas };
}

/** Those that can be read, each text once. */
function readableIn(sources: readonly Source[]): Definition[] {
  const different = [...new Map(sources.map((source) => [source.id.print, source])).values()];
  const length = different.reduce((sum, { id: { span } }) => sum + span.end - span.start, 0);
  if (different.length > MAX_DEFINITIONS || length > MAX_TEXT) return [];
  return different.flatMap(({ id, read }) => {
    const own = read(id);
    return own === undefined ? [] : (readDefinition(parseDocument(own)) ?? []);
  });
}

/** Schemas take megabytes: those that were asked for last stay, of all workspaces together. */
const MAX_KEPT = 40;
const KEPT = new Map<() => unknown, unknown>();

function kept<Answer>(read: () => Answer): Answer {
  const answer = KEPT.has(read) ? (KEPT.get(read) as Answer) : read();
  KEPT.delete(read);
  KEPT.set(read, answer);
  const [oldest] = KEPT.keys();
  if (KEPT.size > MAX_KEPT && oldest) KEPT.delete(oldest);
  return answer;
}
