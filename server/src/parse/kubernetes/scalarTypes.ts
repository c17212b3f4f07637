import type { ScalarType } from '../../core/kubernetes/schema.ts';
import { oncePer } from '../../core/once.ts';
import type { Resource } from '../kubernetes.ts';
import { integerOf, resolveScalar, type ScalarValue } from '../yaml/scalar.ts';
import { type CustomSchemas, type Fields, fieldsOf, isPlaceholder, type ScalarField } from './fields.ts';

/** What JSON has where the API wants something else. */
export interface WrongScalar extends ScalarField {
  readonly wants: 'string' | 'integer' | 'number' | 'boolean' | 'integer or string' | 'quantity';
  /** What Kubernetes' decoder makes of it. */
  readonly value: ScalarValue;
}

/** Scalars that the API server cannot decode into their fields. Places for values that come later are left out. */
export function wrongScalars(resource: Resource, custom?: CustomSchemas): readonly WrongScalar[] {
  return wrongIn(fieldsOf(resource, custom));
}

const wrongIn = oncePer(({ scalars }: Fields): readonly WrongScalar[] =>
  scalars.flatMap((field) => {
    if (field.scalar.tag !== undefined && !/:(?:str|int|bool|float)$/.test(field.scalar.tag)) return [];
    const wants = WANTS[field.type];
    const value = resolveScalar(field.scalar);
    const isRight = value.type === 'null' || fits(field, wants, value) || isToBeFilled(field, wants);
    return isRight ? [] : [{ ...field, wants, value }];
  }),
);

/** `containerPort: PORT` is one as well, where a text would be wrong anyway. */
function isToBeFilled({ scalar }: ScalarField, wants: WrongScalar['wants']): boolean {
  return (
    isPlaceholder(scalar) ||
    (wants !== 'string' && /^[A-Z][A-Z\d_]+$/.test(scalar.text) && !/^(?:TRUE|FALSE|YES|NO|ON|OFF)$/.test(scalar.text))
  );
}

const WANTS: Readonly<Record<ScalarType, WrongScalar['wants']>> = {
  string: 'string',
  time: 'string',
  bytes: 'string',
  int32: 'integer',
  int64: 'integer',
  double: 'number',
  boolean: 'boolean',
  intOrString: 'integer or string',
  quantity: 'quantity',
};

function fits({ scalar }: ScalarField, wants: WrongScalar['wants'], { type }: ScalarValue): boolean {
  if (wants === 'string') return type === 'string';
  if (wants === 'boolean') return type === 'bool';
  if (wants === 'number') return type === 'int' || type === 'float';
  if (wants === 'quantity') return type !== 'bool';
  return integerOf(scalar) !== undefined || (wants === 'integer or string' && type === 'string') || type === 'int';
}
