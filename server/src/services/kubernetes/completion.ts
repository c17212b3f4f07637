import { lineEnd, shift } from '../../core/text.ts';
import { inLanguage } from '../strings.ts';
import { entries, type CompletionEntry, type Item } from '../answers.ts';
import { fieldItems, columnOf, styleOf } from './completeField.ts';
import { labelItems, variableItems } from './completeName.ts';
import { mapKeyItems, valueItems } from './completeValue.ts';
import { layoutText } from './layoutText.ts';
import { FRAGMENTS } from './fragments.ts';
import { MANIFESTS, type Template } from './manifests.ts';
import { documentAt, isRead, manifestsOf, type Question } from './question.ts';
import { innermost, slotAt, type Held, type Slot } from './slot.ts';

/** What fits at an offset, the likeliest first. */
export function kubernetesCompletion(question: Question): CompletionEntry[] {
  const document = documentAt(question.file, question.offset);
  if (!isRead(document)) return [];
  const variables = variableItems(question);
  if (variables) return variableEntries(question, variables);
  const slot = slotAt(question, document, question.offset - document.offset);
  if (!slot) return [];
  const { insert, replace } = slot.typing.typed;
  const typed = {
    text: slot.typing.typed.text,
    insert: shift(insert, document.offset),
    replace: shift(replace, document.offset),
  };
  return entries(typed, slot.typing.role === 'value' ? valueItems(question, slot) : entryItems(question, slot));
}

function variableEntries(
  { offset, file: { text } }: Question,
  { typed, items }: NonNullable<ReturnType<typeof variableItems>>,
): CompletionEntry[] {
  const rest = /^[\w.-]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0;
  const start = offset - typed.length;
  return entries({ text: typed, insert: { start, end: offset }, replace: { start, end: offset + rest } }, items);
}

function entryItems(question: Question, slot: Slot): Item[] {
  if (slot.isRoot) return rootItems(question, slot);
  const { held } = slot;
  if (!held) return [];
  if (held.type.kind === 'map') return [...labelItems(question, slot, held), ...mapKeyItems(slot, held)];
  if (held.type.kind === 'list' && innermost(slot).level.kind === 'map') return dashItems(question, slot, held);
  return itemsOf(question, slot, held);
}

/** Fields of an object, or scalars of a list. */
function itemsOf(question: Question, slot: Slot, held: Held): Item[] {
  if (held.type.kind !== 'object') return valueItems(question, slot);
  return [...fieldItems(question, slot, held.type.type), ...fragmentItems(question, slot, held.type.type.name)];
}

/** Below the key of a list an item begins with its dash. */
function dashItems(question: Question, slot: Slot, { type, field }: Held): Item[] {
  if (type.kind !== 'list' || slot.typing.typed.text !== '') return [];
  if (type.item.kind === 'object') return fieldItems(question, slot, type.item.type, '- ');
  const items = valueItems(question, { ...slot, held: { type: type.item, field } });
  return items.map((item) => ({ ...item, newText: `- ${item.newText ?? item.label}`, filterText: `- ${item.label}` }));
}

/** The keys that every resource has, in documents that are one. */
function rootItems(question: Question, slot: Slot): Item[] {
  if (slot.schema) return fieldItems(question, slot, slot.schema.type);
  const { entries: present } = slot.root;
  if (present.size === 0) return isEmpty(slot) && mayBeManifest(question, slot) ? manifestItems(question, slot) : [];
  const lacks = ['apiVersion', 'kind'].filter((key) => !present.has(key));
  return lacks.length === 1
    ? lacks.map((label) => ({ label, kind: 'field', newText: `${label}: `, continues: true }))
    : [];
}

/** Nothing but comments, a marker and the word at the cursor. */
function isEmpty({ document: { document }, typing: { typed } }: Slot): boolean {
  const { text } = document;
  const rest = text.slice(0, typed.replace.start) + text.slice(typed.replace.end);
  return /^\uFEFF?(?:[ \t]*(?:#[^\n]*)?(?:\r?\n|$)|---[ \t]*(?:\r?\n|$))*$/.test(rest);
}

/** Other documents of the file, and the names that other programs look for, say what an empty one will be. */
function mayBeManifest(question: Question, slot: Slot): boolean {
  const { file, path = '' } = question;
  const others = file.documents.filter(
    ({ document, offset }) => document.root && offset !== slot.document.offset,
  ).length;
  const foreign =
    /(?:^|\/)(?:\.[^/]*|(?:docker-)?compose[^/]*|kustomization|values[^/]*|Chart|Taskfile|mkdocs|skaffold|openapi|swagger)\.ya?ml$|\/\.[^/]+\//i;
  return !foreign.test(path) && (others === 0 || manifestsOf(question).length > 0);
}

function manifestItems({ locale }: Question, slot: Slot): Item[] {
  return MANIFESTS.map((template) => snippet(template, slot, locale));
}

function fragmentItems({ locale }: Question, slot: Slot, type: string): Item[] {
  const { typing } = slot;
  if (typing.flow || typing.hasColon || !isAlone(slot)) return [];
  const { entries: present } = innermost(slot).level;
  return (FRAGMENTS[type] ?? [])
    .filter(({ body }) => !present.has(body.slice(0, body.indexOf(':'))))
    .map((template) => snippet(template, slot, locale));
}

/** Whether there is nothing else on the line. */
function isAlone({ document: { document }, typing: { typed } }: Slot): boolean {
  return document.text.slice(typed.replace.end, lineEnd(document.text, typed.replace.end)).trim() === '';
}

function snippet({ label, about, body }: Template, slot: Slot, locale: Question['locale']): Item {
  return {
    label,
    kind: 'snippet',
    filterText: label,
    newText: layoutText(body, columnOf(slot), styleOf(slot)),
    documentation: inLanguage(about, locale),
  };
}
