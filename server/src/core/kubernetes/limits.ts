/** A value as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What an OpenAPI schema says of a value besides its type, under OpenAPI's own names. */
export interface Limits {
  readonly enum?: readonly Json[];
  /** In Go's syntax; it may match anywhere in the text. */
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  /** In code points. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** No two items of a list are equal, or have the same values of these keys. */
  readonly unique?: 'items' | readonly UniqueKey[];
  readonly required?: readonly string[];
  readonly properties?: ReadonlyMap<string, Limits>;
  readonly items?: Limits;
  readonly allOf?: readonly Limits[];
  readonly anyOf?: readonly Limits[];
  readonly oneOf?: readonly Limits[];
  readonly not?: Limits;
  /** There is more that is not read here, so that nobody knows whether a value that breaks nothing is right. */
  readonly isOpaque?: true;
}

interface UniqueKey {
  readonly key: string;
  /** What an item without the key gets. */
  readonly default: string | undefined;
}
