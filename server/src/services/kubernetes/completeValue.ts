import { DEFAULTS } from '../../core/kubernetes/defaults.ts';
import { ENUMS } from '../../core/kubernetes/enums.ts';
import { OPEN_CHOICES } from '../../core/kubernetes/openChoices.ts';
import { type FieldType, kindSchema, knownKinds } from '../../core/kubernetes/schema.ts';
import { lineBreak, lineStart, shift } from '../../core/text.ts';
import { resolvePlain } from '../../parse/yaml/scalar.ts';
import type { Typing } from '../../parse/yaml/typing.ts';
import type { Item } from '../answers.ts';
import { say } from '../strings.ts';
import { nameItems } from './completeName.ts';
import type { Question } from './question.ts';
import { heldBy, innermost, type Held, type Slot } from './slot.ts';

/** What may stand behind the key, or as an item of the list, at the cursor. */
export function valueItems(question: Question, slot: Slot): Item[] {
  const { typing, held, isRoot } = slot;
  if (typing.role === 'value' && isRoot && typing.key === 'kind') return written(slot, kindItems(question, slot));
  if (typing.role === 'value' && isRoot && typing.key === 'apiVersion')
    return written(slot, versionItems(question, slot));
  const value = typing.role === 'value' ? held && heldBy(held, typing.key) : held;
  return value ? written(slot, [...nameItems(question, slot, value), ...choices(question, slot, value)]) : [];
}

function choices({ locale }: Question, slot: Slot, { type, field, usual = DEFAULTS[field] }: Held): Item[] {
  const ofMap = slot.held?.type.kind === 'map';
  if (type.kind === 'boolean') return marked(['true', 'false'], usual, locale);
  const own = definedValues(type);
  if (own.length > 0) return marked(own, usual, locale);
  return ofMap ? [] : marked(ENUMS[field] ?? OPEN_CHOICES[field] ?? [], usual, locale);
}

/** Those that a definition lists; a text is no number, whatever it looks like. */
function definedValues({ limits }: FieldType): string[] {
  return (limits?.enum ?? []).flatMap((value) => {
    if (typeof value !== 'string') return value === null ? [] : [JSON.stringify(value)];
    return value === '' || resolvePlain(value).type !== 'string' ? [JSON.stringify(value)] : [value];
  });
}

function marked(values: readonly string[], usual: string | undefined, locale: Question['locale']): Item[] {
  return values.map((label) => ({
    label,
    kind: 'value',
    detail: label === usual ? say('default', locale) : undefined,
  }));
}

/** Keys that a map often has: names of resources, labels. */
export function mapKeyItems(slot: Slot, { field }: Held): Item[] {
  const { entries } = innermost(slot).level;
  const { hasColon, json } = slot.typing;
  return (OPEN_CHOICES[field] ?? [])
    .filter((key) => !entries.has(key))
    .map((key) => ({ label: key, kind: 'field', newText: `${json ? `"${key}"` : key}${hasColon ? '' : ': '}` }));
}

/** In the quotes that are there, or in those that the value needs; with the space that the colon lacks. */
function written({ typing: { typed, needsGap, json, flow } }: Slot, items: readonly Item[]): Item[] {
  const quote = /^["']/.exec(typed.text)?.[0] ?? (json ? '"' : '');
  return items.map((item) => {
    const text = item.newText ?? item.label;
    const isTyped = resolvePlain(text).type !== 'string';
    const inQuotes = quote !== '' && !(json && isTyped) ? quote + text + quote : text;
    const whole = quote === '' && needsQuotes(text, flow) ? JSON.stringify(text) : inQuotes;
    return { ...item, newText: `${needsGap ? ' ' : ''}${whole}`, filterText: `${needsGap ? ' ' : ''}${whole}` };
  });
}

/** An empty text of a choice comes in quotes of its own. */
function needsQuotes(text: string, flow: Typing['flow']): boolean {
  return /^['*&!%@`[{]|: | #|^\d+$/.test(text) || (flow && /[,[\]{}]/.test(text));
}

/** Most wanted first. */
const COMMON = [
  'Deployment',
  'Service',
  'ConfigMap',
  'Secret',
  'Ingress',
  'StatefulSet',
  'CronJob',
  'Job',
  'DaemonSet',
  'Pod',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'NetworkPolicy',
  'ServiceAccount',
  'PersistentVolumeClaim',
  'Namespace',
  'Role',
  'RoleBinding',
  'ClusterRole',
  'ClusterRoleBinding',
];

interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Stable kinds, those of the newest version only. */
function kinds(): readonly Kind[] {
  const all = knownKinds().map((key) => {
    const slash = key.lastIndexOf('/');
    return { apiVersion: key.slice(0, slash), kind: key.slice(slash + 1) };
  });
  return all.filter(({ apiVersion, kind }) => kindSchema(apiVersion, kind)).toSorted(byUse);
}

function byUse(one: Kind, other: Kind): number {
  const place = ({ kind }: Kind): number => (COMMON.includes(kind) ? COMMON.indexOf(kind) : COMMON.length);
  return place(one) - place(other) || other.apiVersion.localeCompare(one.apiVersion, 'en');
}

/** With an apiVersion above, its kinds; without one it comes along. */
function kindItems(question: Question, slot: Slot): Item[] {
  const { locale } = question;
  const own = allKinds(question).filter(({ apiVersion }) => apiVersion === slot.apiVersion);
  if (own.length > 0) return own.map(({ kind }) => ({ label: kind, kind: 'value' }));
  if (slot.apiVersion !== '' || !isManifest(slot)) return [];
  return newest(question).map(({ kind, apiVersion }) => ({
    label: kind,
    kind: 'value',
    detail: apiVersion,
    documentation: say('addsVersion', locale, { apiVersion }),
    ...(!slot.typing.flow && { more: [versionAbove(slot, apiVersion)] }),
  }));
}

/** Whether the other keys are those of a resource: documents of other programs have a `kind`, too. */
function isManifest({ root }: Slot): boolean {
  return [...root.entries.keys()].every((key) => /^(?:apiVersion|kind|metadata|spec|data)$/.test(key));
}

/** One version of each kind. */
function newest(question: Question): Kind[] {
  const seen = new Set<string>();
  return allKinds(question).filter(({ apiVersion, kind }) => {
    const name = `${apiVersion.slice(0, apiVersion.indexOf('/'))}/${kind}`;
    const isOther = kindSchema(apiVersion, kind) ? !seen.has(kind) : !seen.has(name);
    seen.add(kind).add(name);
    return isOther;
  });
}

/** Those of Kubernetes first. */
function allKinds({ kinds: custom, path = '' }: Question): readonly Kind[] {
  return [...kinds(), ...(custom?.known(path) ?? [])];
}

function versionAbove({ document: { document, offset: by }, offset }: Slot, apiVersion: string) {
  const start = lineStart(document.text, offset);
  const indent = /^[ \t]*/.exec(document.text.slice(start))?.[0] ?? '';
  const span = shift({ start, end: start }, by);
  return { span, newText: `${indent}apiVersion: ${apiVersion}${lineBreak(document.text)}` };
}

function versionItems(question: Question, slot: Slot): Item[] {
  const { kind: wanted } = slot;
  if (!isManifest(slot)) return [];
  const all = allKinds(question);
  const own = all.filter(({ kind }) => kind === wanted);
  const versions = new Set((own.length > 0 || wanted !== '' ? own : all).map(({ apiVersion }) => apiVersion));
  return [...versions].map((label) => ({ label, kind: 'value' }));
}
