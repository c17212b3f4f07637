import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENUMS } from './enums.ts';
import { kindSchema, knownKinds, type FieldType, type ObjectType } from './schema.ts';

function allTypes(): ReadonlyMap<string, ObjectType> {
  const found = new Map<string, ObjectType>();
  const visit = (type: FieldType): void => {
    if (type.kind === 'list') visit(type.item);
    if (type.kind === 'map') visit(type.value);
    if (type.kind === 'object') visitObject(type.type);
  };
  const visitObject = (type: ObjectType): void => {
    if (found.has(type.name)) return;
    found.set(type.name, type);
    for (const field of type.fields.values()) visit(field.type);
  };
  for (const key of knownKinds()) {
    const slash = key.lastIndexOf('/');
    const schema = kindSchema(key.slice(0, slash), key.slice(slash + 1));
    if (schema) visitObject(schema.type);
  }
  return found;
}

test('every enum is one of a text, or of a list of texts, that the schema has', () => {
  const types = allTypes();
  for (const [key, values] of Object.entries(ENUMS)) {
    const [type = '', field = ''] = key.split('.');
    const found = types.get(type)?.fields.get(field)?.type;
    assert.ok(found, `${key} is no field`);
    const scalar = found.kind === 'list' ? found.item : found;
    assert.equal(scalar.kind, 'string', key);
    assert.equal(new Set(values).size, values.length, `${key} repeats a value`);
    assert.ok(!values.includes(''), `${key}: an empty text means no field`);
  }
});
