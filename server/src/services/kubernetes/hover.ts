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
import { manifestsOf, type Question } from './question.ts';
import { typeName } from './typeName.ts';

/** What the API says of the field at an offset, and what its value means. */
export function kubernetesHover(question: Question): HoverText | undefined {
  const field = fieldAt(manifestsOf(question), question.offset);
  if (!field) return undefined;
  const isIdentity = /^(?:apiVersion|kind)$/.test(field.path);
  const paragraphs = isIdentity ? identity(question, field) : described(question, field);
  const markdown = paragraphs.filter((text) => text !== undefined && text !== '').join('\n\n');
  return { span: shift(field.on.span, field.offset), markdown };
}

/** What kind of resource it is, and since when it is looked at so. */
function identity({ describe, locale }: Question, { resource, holders }: FieldAt): (string | undefined)[] {
  const { apiVersion, kind } = resource;
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
    question.describe?.(field.field),
    choices(question, field),
    meaning(question, field),
  ];
}

function facts({ locale }: Question, { field, path, type, required, mapKey }: FieldAt): string {
  const usual = mapKey === undefined ? DEFAULTS[field] : undefined;
  const parts = [
    typeName(type, locale),
    ...(mapKey === undefined && !path.endsWith(']') ? [say(required ? 'required' : 'optional', locale)] : []),
    ...(usual === undefined ? [] : [say('defaultIs', locale, { value: code(usual) })]),
  ];
  return parts.reduce((first, second) => say('both', locale, { first, second }));
}

function choices({ locale }: Question, { field, mapKey }: FieldAt): string | undefined {
  const values = mapKey === undefined ? ENUMS[field] : undefined;
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
