import type { FieldType } from '../../core/kubernetes/schema.ts';
import type { Locale } from '../../engine/catalogue.ts';
import { say } from '../strings.ts';

const SCALARS = {
  string: 'typeString',
  int32: 'typeInteger',
  int64: 'typeInteger',
  double: 'typeNumber',
  boolean: 'typeBoolean',
  intOrString: 'typeIntOrString',
  quantity: 'typeQuantity',
  time: 'typeTime',
  bytes: 'typeBytes',
  any: 'typeAny',
} as const;

/** A type as people call it: `text`, `list of ContainerPort`. */
export function typeName(type: FieldType, locale: Locale): string {
  if (type.kind === 'object') return type.type.isCustom ? say('typeObject', locale) : shortName(type.type.name);
  if (type.kind === 'list') return say('typeList', locale, { item: typeName(type.item, locale) });
  if (type.kind === 'map') return say('typeMap', locale, { value: typeName(type.value, locale) });
  return say(SCALARS[type.kind], locale);
}

/** `V1ContainerPort` as the reference calls it; where two groups have a type of one name, the client adds the group. */
function shortName(name: string): string {
  return name.replace(
    /^(?:Core|Rbac|Discovery|Flowcontrol|Events|Storage|Resource|Admissionregistration|Apiextensions|Apiregistration|Authentication)?V\d+(?=[A-Z])/,
    '',
  );
}
