import type { Json } from '../../core/kubernetes/limits.ts';
import type { FieldType } from '../../core/kubernetes/schema.ts';
import { nearest } from '../../core/nearest.ts';
import type { Span } from '../../core/text.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { type Breach, breachOf } from '../../parse/kubernetes/breaches.ts';
import { fieldsOf, type LimitedValue } from '../../parse/kubernetes/fields.ts';
import { type FormBreach, formBreachOf } from '../../parse/kubernetes/forms.ts';
import { wrongScalars } from '../../parse/kubernetes/scalarTypes.ts';
import { spansProblem } from '../../parse/yaml/document.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { resolveAlias, type YamlNode } from '../../parse/yaml/node.ts';
import { mayLack } from '../../workspace/kustomized.ts';
import { defineRule, type Fix, type Tell } from '../define.ts';

const messages = {
  enum: 'The API server will refuse the object: {name} takes {values}, not {value}.',
  meant: 'The API server will refuse the object: {name} has no value {value}, {meant} is close.',
  pattern: 'The API server will refuse the object: {name} has to match {pattern}, and "{value}" does not.',
  format: 'The API server will refuse the object: {name} has to be of the format {format}, and "{value}" is not.',
  atLeast: 'The API server will refuse the object: {name} has to be at least {limit}, and {count} is less.',
  atMost: 'The API server will refuse the object: {name} may be {limit} at most, and {count} is more.',
  above: 'The API server will refuse the object: {name} has to be more than {limit}, and {count} is not.',
  below: 'The API server will refuse the object: {name} has to be less than {limit}, and {count} is not.',
  multiple: 'The API server will refuse the object: {name} has to be a multiple of {limit}, and {count} is none.',
  longer: 'The API server will refuse the object: {name} has {count} characters and needs {limit} at least.',
  shorter: 'The API server will refuse the object: {name} has {count} characters and may have {limit} at most.',
  moreItems: 'The API server will refuse the object: {name} has {count} items and needs {limit} at least.',
  fewerItems: 'The API server will refuse the object: {name} has {count} items and may have {limit} at most.',
  moreFields: 'The API server will refuse the object: {name} has {count} fields and needs {limit} at least.',
  fewerFields: 'The API server will refuse the object: {name} has {count} fields and may have {limit} at most.',
  repeated: 'The API server will refuse the object: {name} has this item twice.',
  repeatedKeys: 'The API server will refuse the object: {name} has an item with the same {keys} above.',
  lacks: 'The API server will refuse the object: {name} needs "{field}" here.',
  needsOne: 'The API server will refuse the object: {name} needs one of {fields}.',
  tooMany: 'The API server will refuse the object: {name} may have only one of {fields}.',
  none: 'The API server will refuse the object: {name} has none of the forms that its definition allows.',
  several: 'The API server will refuse the object: {name} has several of the forms of which its definition allows one.',
  forbidden: 'The API server will refuse the object: {name} has a form that its definition rules out.',
} as const;

const fixes = { write: 'Write {meant}' } as const;

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Keep a custom resource within what its definition allows.',
  rationale: `
A CustomResourceDefinition says more of a field than its type: which words it takes, the pattern of a name, bounds of numbers, lengths and counts, which fields go together. The API server checks all of it and refuses the object ("Invalid value", "Unsupported value").

The definitions are those in the files of the same repository; nothing is fetched. If several of them define a kind differently, a value is wrong only if all of them refuse it; those among tests or copies of other projects (\`vendor\`, \`third_party\`) are for resources there. What has no name is a program's configuration or a form, and left alone, and what lies in the data of tests is information. Rules in CEL (\`x-kubernetes-validations\`) are left to the API server, and so is what a template or a kustomize patch will change.`,
  sources: [
    'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation',
    'https://github.com/google/re2/wiki/Syntax',
  ],
  messages,
  fixes,
  examples: [
    {
      title: 'A word that the field does not take',
      bad: `\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: backups.example.com
spec:
  group: example.com
  scope: Namespaced
  names:
    kind: Backup
    plural: backups
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                method:
                  type: string
                  enum: [Snapshot, Dump]
---
apiVersion: example.com/v1
kind: Backup
metadata:
  name: orders
spec:
  method: snapshot
`,
      good: `\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: backups.example.com
spec:
  group: example.com
  scope: Namespaced
  names:
    kind: Backup
    plural: backups
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                method:
                  type: string
                  enum: [Snapshot, Dump]
---
apiVersion: example.com/v1
kind: Backup
metadata:
  name: orders
spec:
  method: Snapshot
`,
    },
  ],
  *check(resource, tell, { custom, path, workspace }) {
    if (!custom) return;
    const wrong = new Set<YamlNode>(wrongScalars(resource, custom).map(({ scalar }) => scalar));
    const isPatch = mayLack(resource, custom, path, workspace);
    for (const value of fieldsOf(resource, custom).limited) {
      if (wrong.has(value.node) || (value.pair && spansProblem(resource.document, value.pair))) continue;
      const problem = problemOf(value, isPatch);
      if (problem && 'form' in problem) yield ofForm(value, problem.form, resource, tell);
      else if (problem) yield ofValue(value, problem.breach, resource, tell);
    }
  },
});

type Teller = Tell<typeof messages, typeof fixes, Record<never, string>>;

type Problem = { readonly breach: Breach } | { readonly form: FormBreach };

/** Only if every definition refuses the value. */
function problemOf({ node, type, others = [] }: LimitedValue, isPatch: boolean): Problem | undefined {
  const problem = problemUnder(node, type, isPatch);
  return problem && others.every((other) => problemUnder(node, other, isPatch)) ? problem : undefined;
}

/** What may be completed later need not have all that its whole needs. */
function problemUnder(node: YamlNode, type: FieldType, isPatch: boolean): Problem | undefined {
  const { limits } = type;
  const breach = limits && breachOf(node, limits);
  const isLack = breach?.kind === 'moreFields' || breach?.kind === 'moreItems';
  if (breach) return isPatch && isLack ? undefined : { breach };
  const form = isPatch || !limits ? undefined : formBreachOf(node, limits, type);
  return form && { form };
}

function ofValue({ name, node, pair }: LimitedValue, breach: Breach, resource: Resource, { say, fix }: Teller) {
  const place = placeOf(node, pair?.key, resource);
  const value = node.type === 'scalar' ? clipped(node.text) : '';
  switch (breach.kind) {
    case 'enum': {
      const meant = nearest(value, texts(breach.values));
      const edits =
        meant === undefined || node.type !== 'scalar' ? undefined : replaceScalar(resource.document, node, meant);
      if (meant === undefined) return say.enum(place, { name, value: shown(value), values: listed(breach.values) });
      const isCase = meant.toLowerCase() === value.toLowerCase();
      const all: Fix[] = edits ? [fix.write({ meant }, { safe: isCase, edits: () => edits })] : [];
      return say.meant(place, { name, value, meant }, { fixes: all });
    }
    case 'pattern':
      return say.pattern(place, { name, value, pattern: clipped(breach.form) });
    case 'format':
      return say.format(place, { name, value, format: breach.form });
    case 'repeated': {
      const { keys, item } = breach;
      const span = placeOf(item, undefined, resource);
      return keys.length === 0 ? say.repeated(span, { name }) : say.repeatedKeys(span, { name, keys: keys.join(', ') });
    }
    default:
      return say[breach.kind](place, { name, limit: breach.limit, count: breach.count });
  }
}

function ofForm({ name, node, pair }: LimitedValue, form: FormBreach, resource: Resource, { say }: Teller) {
  const place = pair ? placeOf(node, pair.key, resource) : resource.kindSpan;
  const names = { name: name === '' ? resource.kind : name };
  if (form.kind === 'lacks') return say.lacks(place, { ...names, field: form.name });
  if (form.kind === 'none' && form.needed.length > 0)
    return say.needsOne(place, { ...names, fields: form.needed.join(', ') });
  if (form.kind === 'several' && form.present.length > 0)
    return say.tooMany(place, { ...names, fields: form.present.join(', ') });
  return say[form.kind](place, names);
}

/** The value, or its key where it is a block of lines. */
function placeOf(node: YamlNode, key: YamlNode | undefined, { text }: Resource): Span {
  const { start, end } = node.span;
  const isBlock = (node.type === 'map' || node.type === 'list') && !node.flow;
  if (start < end && !isBlock && !text.slice(start, end).includes('\n')) return node.span;
  const own = resolveAlias(node);
  const first = own?.type === 'map' ? own.pairs[0]?.key.span : undefined;
  return key?.span ?? first ?? node.span;
}

function texts(values: readonly Json[]): string[] {
  return values.filter((value) => typeof value === 'string');
}

const FEW = 6;

function listed(values: readonly Json[]): string {
  const all = values.map((value) => shown(typeof value === 'string' ? value : JSON.stringify(value)));
  return all.length <= FEW ? all.join(', ') : `${all.slice(0, FEW).join(', ')} …`;
}

function shown(value: string): string {
  return value === '' ? '""' : value;
}

const LONGEST = 80;

function clipped(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
