import { isFragmentPath } from '../../core/manifestPath.ts';
import { nearest } from '../../core/nearest.ts';
import type { ObjectType } from '../../core/kubernetes/schema.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import {
  fieldsOf,
  isPlaceholder,
  pathOf,
  type Place,
  typeName,
  type UnknownField,
} from '../../parse/kubernetes/fields.ts';
import { spansProblem } from '../../parse/yaml/document.ts';
import { movePair } from '../../parse/yaml/move.ts';
import { asScalar } from '../../parse/yaml/node.ts';
import { renameKey } from '../../parse/yaml/rename.ts';
import { replacePair } from '../../parse/yaml/replacePair.ts';
import type { YamlValue } from '../../parse/yaml/render.ts';
import { isNull, resolveScalar } from '../../parse/yaml/scalar.ts';
import { isLaidOver } from '../../workspace/kustomized.ts';
import { type Context, defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Use only fields that the object has.',
  rationale: `
\`kubectl apply\` asks the API server for strict validation and stops with "unknown field"; tools that do not ask for it have the field dropped without a word, and the setting never takes effect. A field at the wrong level is the usual case: \`resources\` one level too high limits nothing.

The fields are those of Kubernetes 1.36. Those of a custom resource are in its CustomResourceDefinition, if one lies in the same repository; if several differ, a field is unknown where none of them has it. Fields that kustomize reads (\`$patch\`) are left alone, and so are those that a patch takes away with \`null\`.`,
  sources: [
    'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
    'https://kubernetes.io/docs/reference/kubernetes-api/',
  ],
  messages: {
    typo: '"{name}" will be refused or dropped: {type} has no such field, "{meant}" is close.',
    elsewhere: '"{name}" will be refused or dropped here: {type} has no such field, it belongs to {home}.',
    unknown: '"{name}" will be refused or dropped: {type} has no such field.',
  },
  fixes: {
    rename: 'Write {meant}',
    move: 'Move it to {home}',
  },
  examples: [
    {
      title: 'A misspelt field',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      imagePullPolcy: Always
      resources:
        limits:
          memory: 512Mi
`,
      good: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      imagePullPolicy: Always
      resources:
        limits:
          memory: 512Mi
`,
    },
    {
      title: 'At the wrong level',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
  ports:
    - containerPort: 8080 # HTTP
`,
      good: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      ports:
        - containerPort: 8080 # HTTP
`,
    },
  ],
  *check(resource, { say, fix }, context) {
    const { places, unknown } = fieldsOf(resource, context.custom);
    for (const field of given(unknown, resource, context)) {
      const { place, key, pair } = field;
      const name = key.text;
      const type = typeName(place.type);
      if (name === '' || isPlaceholder(key) || spansProblem(resource.document, pair)) continue;
      const home = homeOf(field, resource, places);
      if (home) {
        const edits = home.place
          ? movePair(resource.document, place.map, name, home.place.map)
          : nested(field, home, resource);
        const fixes = edits ? [fix.move({ home: home.label }, { safe: false, edits: () => edits })] : [];
        yield say.elsewhere(key.span, { name, type, home: home.label }, { fixes });
        continue;
      }
      const meant = nearest(name, place.type.fields.keys());
      const edits = meant === undefined ? undefined : renameKey(resource.document, place.map, pair, meant);
      const fixes: Fix[] =
        meant !== undefined && edits ? [fix.rename({ meant }, { safe: false, edits: () => edits })] : [];
      if (meant === undefined) yield say.unknown(key.span, { name, type });
      else yield say.typo(key.span, { name, type, meant }, { fixes });
    }
  },
});

/** With null a patch takes a field away from what it is laid over. */
function given(fields: readonly UnknownField[], resource: Resource, { custom, path, workspace }: Context) {
  const isPatch = custom ? isLaidOver(resource, path, workspace) : isFragmentPath(path);
  return isPatch ? fields.filter(({ pair }) => !isNull(pair.value)) : fields;
}

interface Home {
  /** Undefined where the object is not there yet. */
  readonly place: Place | undefined;
  /** The field of the object that would hold it. */
  readonly step: string;
  readonly label: string;
}

/** The object around or within this one that has a field of the name. */
function homeOf({ place, key }: UnknownField, resource: Resource, places: readonly Place[]): Home | undefined {
  for (let above = place.parent; above; above = above.parent)
    if (above.type.fields.has(key.text)) return homeAt(above, resource);
  const inside = places.filter(({ parent, type }) => parent === place && type.fields.has(key.text));
  const [first, ...others] = inside.filter(({ step }) => step !== 'metadata');
  if (first)
    return others.length === 0 ? homeAt(first, resource) : { ...homeAt(first, resource), place: undefined, step: '' };
  const beside = places.find(
    ({ parent, type, step }) => parent && parent === place.parent && step !== 'metadata' && type.fields.has(key.text),
  );
  return beside ? homeAt(beside, resource) : missingHome(place.type, key.text);
}

function homeAt(place: Place, { kind }: Resource): Home {
  const path = pathOf(place);
  return { place, step: place.step, label: path === '' ? `the ${kind} itself` : path };
}

/** `runAsUser` of a container belongs to its `securityContext`, although there is none yet. */
function missingHome({ fields }: ObjectType, name: string): Home | undefined {
  const [step, ...others] = [...fields].flatMap(([field, { type }]) =>
    type.kind === 'object' && field !== 'metadata' && field !== 'status' && type.type.fields.has(name) ? [field] : [],
  );
  return step !== undefined && others.length === 0 ? { place: undefined, step, label: step } : undefined;
}

function nested({ place, key, pair }: UnknownField, { step }: Home, { document }: Resource) {
  const scalar = asScalar(pair.value);
  if (
    step === '' ||
    !scalar ||
    pair.value.type === 'alias' ||
    place.map.pairs.some((each) => asScalar(each.key)?.text === step)
  )
    return undefined;
  const value = resolveScalar(scalar);
  const written: YamlValue | undefined =
    value.type === 'int'
      ? Number(value.value)
      : value.type === 'bool' || value.type === 'string'
        ? value.value
        : undefined;
  return written === undefined ? undefined : replacePair(document, place.map, key.text, step, { [key.text]: written });
}
