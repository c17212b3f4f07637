import { lineIndex, type Span } from '../../core/text.ts';
import type { NameKind } from '../../parse/kubernetes/names.ts';
import { declaredNames, nameAt, sameNames, type PlacedName } from '../../parse/kubernetes/symbols.ts';
import { renderString } from '../../parse/yaml/render.ts';
import type { Refusal, RenameNote, Renaming } from '../answers.ts';
import { say, type StringId } from '../strings.ts';
import { manifestsOf, type Question } from './question.ts';

/** A name with every place of it. */
interface Named {
  readonly name: PlacedName;
  readonly places: readonly PlacedName[];
}

/** The name at the offset; undefined in YAML that is no manifest. */
export function prepareKubernetesRename(question: Question): { readonly span: Span } | Refusal | undefined {
  const found = renamable(question);
  return found && ('refusal' in found ? found : { span: found.name.place });
}

export function kubernetesRename(question: Question, newName: string): Renaming | Refusal | undefined {
  const found = renamable(question);
  if (!found || 'refusal' in found) return found;
  const refusal = conflictOf(question, found, newName);
  if (refusal !== undefined) return { refusal };
  return {
    edits: found.places.map(({ place }) => ({ span: place, newText: written(question, place, newName) })),
    note: noteOf(question, found.name, newName),
  };
}

function renamable(question: Question): Named | Refusal | undefined {
  const manifests = manifestsOf(question);
  if (manifests.length === 0) return undefined;
  const name = nameAt(manifests, question.offset);
  if (!name) return { refusal: say('onlyNames', question.locale) };
  const places = sameNames(manifests, name);
  const refusal = refusalOf(question, { name, places });
  return refusal === undefined ? { name, places } : { refusal };
}

/** In quotes where it stands in some, or where it would be no text without them. */
function written({ file: { text } }: Question, { start }: Span, name: string): string {
  return /["']/.test(text.charAt(start - 1)) ? name : renderString(name, { json: false });
}

/** What may be renamed from here: who else knows it is told. */
const RENAMED: ReadonlySet<NameKind> = new Set([
  'port',
  'targetPort',
  'servicePort',
  'volume',
  'kind ConfigMap',
  'kind Secret',
  'kind ServiceAccount',
]);

/** Why something keeps its name. */
const KEPT: Readonly<Partial<Record<NameKind, StringId>>> = {
  env: 'programReadsVariable',
  key: 'programReadsKey',
  'kind Service': 'programsCallService',
  'kind PersistentVolumeClaim': 'claimKeepsData',
};

function refusalOf({ locale }: Question, { name, places: same }: Named): string | undefined {
  if (!RENAMED.has(name.kind)) return say(KEPT[name.kind] ?? 'otherResource', locale, { name: name.name });
  if (!same.some(({ role }) => role === 'declaration')) return say('declaredElsewhere', locale, { name: name.name });
  if (same.some(({ isClaim }) => isClaim)) return say('claimKeepsData', locale, { name: name.name });
  const documents = same.map(({ resource }) => resource.document);
  if (same.some(({ resource }) => resource.partial)) return say('partOfAnother', locale);
  if (documents.some(({ shared }) => shared.size > 0)) return say('sharedByAlias', locale);
  return documents.some(({ problems }) => problems.length > 0) ? say('brokenDocument', locale) : undefined;
}

const LABEL = /^[a-z\d](?:[-a-z\d]{0,61}[a-z\d])?$/;
const SUBDOMAIN = /^(?=.{1,253}$)[a-z\d](?:[-a-z\d]*[a-z\d])?(?:\.[a-z\d](?:[-a-z\d]*[a-z\d])?)*$/;
/** https://kubernetes.io/docs/reference/kubernetes-api/: IANA_SVC_NAME. */
const PORT = /^(?=.{1,15}$)(?=.*[a-z])(?!.*--)[a-z\d](?:[-a-z\d]*[a-z\d])?$/;

function conflictOf(question: Question, named: Named, newName: string): string | undefined {
  const { locale } = question;
  const [form, complaint] = formOf(named.name.kind);
  if (!form.test(newName)) return say(complaint, locale);
  const taken = newName === named.name.name ? undefined : takenBy(question, named, newName);
  return taken && say('takenName', locale, { name: newName, line: lineOf(question, taken) });
}

function formOf(kind: NameKind): readonly [RegExp, StringId] {
  if (kind === 'port' || kind === 'targetPort') return [PORT, 'badPort'];
  return kind === 'volume' || kind === 'servicePort' ? [LABEL, 'badLabel'] : [SUBDOMAIN, 'badName'];
}

/** What has the name in one of the places that would get it. */
function takenBy(question: Question, { name, places }: Named, newName: string): PlacedName | undefined {
  const kind = name.kind === 'targetPort' ? 'port' : name.kind;
  const scopes = new Set(places.map(({ scope }) => scope));
  return declaredNames(manifestsOf(question), kind).find((each) => each.name === newName && scopes.has(each.scope));
}

function lineOf({ file }: Question, { place }: PlacedName): number {
  return lineIndex(file.text).positionAt(place.start).line + 1;
}

/** A volume is known to its pod alone. */
function noteOf({ locale }: Question, { kind, name }: PlacedName, newName: string): RenameNote | undefined {
  if (kind === 'volume') return undefined;
  const isPort = !kind.startsWith('kind ');
  return {
    label: say(isPort ? 'portUsers' : 'resourceUsers', locale),
    description: say(isPort ? 'portUsersMore' : 'resourceUsersMore', locale, { name, newName }),
    isCertain: false,
  };
}
