import { DEFAULTS } from '../../core/kubernetes/defaults.ts';
import { ENUMS } from '../../core/kubernetes/enums.ts';
import { schemaRelease } from '../../core/kubernetes/schema.ts';
import { parseImageRef } from '../../core/imageRef.ts';
import { shift } from '../../core/text.ts';
import type { HoverText } from '../answers.ts';
import { imageText } from '../dockerfile/imageText.ts';
import { code } from '../markdown.ts';
import { say } from '../strings.ts';
import { fieldAt, type FieldAt } from './fieldAt.ts';
import { nameText } from './hoverName.ts';
import { probeText } from './hoverProbe.ts';
import { quantityText } from './hoverQuantity.ts';
import { kindPage } from './pages.ts';
import { type Question, schemaOf } from './question.ts';
import { typeName } from './typeName.ts';

/** What the API says of the field at an offset, and what its value means. */
export function kubernetesHover(question: Question): HoverText | undefined {
  const field = fieldAt(question);
  if (!field) return undefined;
  const isIdentity = /^(?:apiVersion|kind)$/.test(field.path);
  const paragraphs = isIdentity ? identity(question, field) : described(question, field);
  const markdown = paragraphs.filter((text) => text !== undefined && text !== '').join('\n\n');
  return { span: shift(field.on.span, field.offset), markdown };
}

/** What kind of resource it is, and since when it is looked at so. */
function identity(question: Question, { resource, holders }: FieldAt): (string | undefined)[] {
  const { describe, locale } = question;
  const { apiVersion, kind } = resource;
  if (holders[0]?.type.isCustom)
    return [`**${apiVersion} ${kind}** — ${say('ofDefinition', locale)}`, schemaOf(question, resource)?.description];
  const type = holders[0]?.type.name ?? '';
  const page = kindPage(kind);
  return [
    `**${apiVersion} ${kind}** — ${say('ofRelease', locale, { release: schemaRelease() })}`,
    describe?.(type),
    page && `[${say('page', locale)}](${page})`,
  ];
}

function described(question: Question, field: FieldAt): (string | undefined)[] {
  return [
    `${code(field.path)} — ${facts(question, field)}`,
    field.description ?? question.describe?.(field.field),
    choices(question, field),
    meaning(question, field),
  ];
}

function facts({ locale }: Question, { field, path, type, required, mapKey, usual: defined }: FieldAt): string {
  const usual = mapKey === undefined && !path.endsWith(']') ? (defined ?? DEFAULTS[field]) : undefined;
  const parts = [
    typeName(type, locale),
    ...(mapKey === undefined && !path.endsWith(']') ? [say(required ? 'required' : 'optional', locale)] : []),
    ...(usual === undefined ? [] : [say('defaultIs', locale, { value: code(usual) })]),
  ];
  return parts.reduce((first, second) => say('both', locale, { first, second }));
}

function choices({ locale }: Question, { field, mapKey, type: { limits } }: FieldAt): string | undefined {
  const defined = limits?.enum?.map((value) =>
    typeof value === 'string' && value !== '' ? value : JSON.stringify(value),
  );
  const values = defined ?? (mapKey === undefined ? ENUMS[field] : undefined);
  return values && say('oneOf', locale, { values: values.map(code).join(locale === 'zh-cn' ? '、' : ', ') });
}

function meaning(question: Question, field: FieldAt): string | undefined {
  return (
    probeText(field, question.locale) ??
    quantityText(field, question.locale) ??
    nameText(question, field) ??
    imageAbout(question, field)
  );
}

function imageAbout({ locale }: Question, { field, isKey, on }: FieldAt): string | undefined {
  if (isKey || !/^V1(?:Ephemeral)?Container\.image$/.test(field)) return undefined;
  const ref = parseImageRef(on.text);
  return ref && imageText({ kind: 'image', ref }, locale);
}
