import type { YamlNode } from '../yaml/node.ts';
import type { Fields, LimitedValue, MissingField } from './fields.ts';

/** What all readings of one resource have in common: only what every definition refuses is certain to be refused. */
export function agreed([first, ...others]: readonly Fields[]): Fields {
  if (!first || others.length === 0) return first ?? EMPTY;
  return {
    places: first.places,
    scalars: inAll(first.scalars, others, 'scalars', ({ scalar, type }) => [scalar, type]),
    unknown: inAll(first.unknown, others, 'unknown', ({ key }) => [key]),
    missing: inAll(first.missing, others, 'missing', missingKey),
    misshapen: inAll(first.misshapen, others, 'misshapen', ({ node, type }) => [node, type.kind]),
    limited: limitedInAll(first, others),
  };
}

const EMPTY: Fields = { places: [], scalars: [], unknown: [], missing: [], misshapen: [], limited: [] };

function missingKey({ place, name }: MissingField): readonly [YamlNode, string] {
  return [place.map, name];
}

type Lists = { readonly [Name in keyof Fields]: Fields[Name] extends readonly (infer Item)[] ? Item : never };

function inAll<Name extends keyof Fields>(
  own: readonly Lists[Name][],
  others: readonly Fields[],
  name: Name,
  key: (item: Lists[Name]) => readonly [object, string?],
): Lists[Name][] {
  const known = others.map((fields) => {
    const byNode = new Map<object, Set<string | undefined>>();
    for (const item of fields[name] as readonly Lists[Name][]) {
      const [node, detail] = key(item);
      byNode.set(node, (byNode.get(node) ?? new Set()).add(detail));
    }
    return byNode;
  });
  return own.filter((item) => {
    const [node, detail] = key(item);
    return known.every((each) => each.get(node)?.has(detail));
  });
}

function limitedInAll({ limited }: Fields, others: readonly Fields[]): LimitedValue[] {
  const known = others.map((fields) => new Map(fields.limited.map(({ node, type }) => [node, type])));
  return limited.flatMap((value) => {
    const types = known.flatMap((each) => each.get(value.node) ?? []);
    return types.length === known.length ? [{ ...value, others: types }] : [];
  });
}
