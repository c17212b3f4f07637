import { isFragmentPath } from '../../core/manifestPath.ts';
import type { ObjectType } from '../../core/kubernetes/schema.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { fieldsOf, type MissingField, type Place, typeName } from '../../parse/kubernetes/fields.ts';
import { setPair, type Edits } from '../../parse/yaml/edit.ts';
import { asList, asMap, asScalar, findPair, get, getIn, type YamlMap } from '../../parse/yaml/node.ts';
import type { YamlValue } from '../../parse/yaml/render.ts';
import { integerOf, stringOf } from '../../parse/yaml/scalar.ts';
import { isKustomized, mayLack } from '../../workspace/kustomized.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Write the fields that the object cannot do without.',
  rationale: `
Some fields have no default: a container without a name, a Service port without a number, a Deployment without a selector. The API server refuses the object ("Required value"), for some fields only when all others are right, so that one attempt follows the other.

What a custom resource cannot do without is in its CustomResourceDefinition, if one lies in the same repository. Parts that are laid over something else, such as kustomize's patches, may leave out what they do not change, and are left alone; so are custom resources beside a kustomization, since nothing else tells a patch of them, those of a group that a MutatingWebhookConfiguration of the repository may complete, and descriptions of packages, which the program that installs them completes (OLM's ClusterServiceVersion, Crossplane's metadata).`,
  sources: ['https://kubernetes.io/docs/reference/kubernetes-api/'],
  messages: {
    missing: 'The API server will refuse the object: {type} needs "{name}".',
  },
  fixes: {
    insert: 'Add {name}: {value}',
    selector: 'Add a selector for the labels of the template',
  },
  examples: [
    {
      title: 'A container without a name',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - image: registry.example/api:1.4
      resources:
        limits:
          memory: 512Mi
`,
      good: `\
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - image: registry.example/api:1.4
      name: api
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix }, { path, workspace, custom }) {
    const isLaidOver = custom ? mayLack(resource, custom, path, workspace) : isPatch(resource, path, workspace);
    if (isLaidOver || resource.document.problems.length > 0) return;
    for (const field of fieldsOf(resource, custom).missing) {
      const { place, name } = field;
      if ((!place.type.isCustom && isFilledIn(place.type, name)) || isElsewhere(place.map)) continue;
      const value = skeleton(field);
      const edits = value === undefined ? undefined : insert(resource, place, name, value);
      const shown = typeof value === 'object' ? '' : String(value);
      const title = shown === '' ? fix.selector : fix.insert;
      const fixes = edits ? [title({ name, value: shown }, { safe: false, edits: () => edits })] : [];
      yield say.missing(spanOf(field, resource), { name, type: typeName(place.type) }, { fixes });
    }
  },
});

/** In what `$patch` is laid over, or in the pod that an ephemeral container is added to. */
function isElsewhere({ pairs }: YamlMap): boolean {
  return pairs.some(({ key }) => /^(?:\$.*|ephemeralContainers)$/.test(asScalar(key)?.text ?? ''));
}

/** The first key of the object, or the key that holds it. */
function spanOf({ place }: MissingField, { kindSpan }: Resource) {
  const [first] = place.map.pairs;
  const key = place.parent && findPair(place.parent.map, place.step)?.key;
  if (place.index === undefined) return key?.span ?? kindSpan;
  return first?.key.span ?? key?.span ?? kindSpan;
}

/** The schema calls these required because they are always there in an answer; the API server fills them in. */
const FILLED_IN: Readonly<Record<string, readonly string[]>> = {
  V1RoleRef: ['apiGroup'],
  V1NetworkPolicySpec: ['podSelector'],
  V1PriorityClass: ['value'],
  V1ControllerRevision: ['revision'],
  V1PolicyRule: ['verbs'],
  V1EndpointSlice: ['endpoints'],
  V1CustomResourceDefinitionNames: ['plural'],
  CoreV1Event: ['involvedObject', 'metadata'],
  EventsV1Event: ['eventTime'],
  // Controllers write them; in a file they are left from `kubectl get`, or for comparing.
  V1OwnerReference: ['apiVersion', 'kind', 'name', 'uid'],
};

function isFilledIn({ name, fields }: ObjectType, field: string): boolean {
  // Zero and false are not told from what is left out.
  const kind = fields.get(field)?.type.kind ?? 'any';
  return (
    FILLED_IN[name]?.includes(field) === true ||
    (/^(?:boolean|int32|int64|double|any|time)$/.test(kind) && !MEANT.has(`${name}.${field}`))
  );
}

/** Numbers of which zero is refused. */
const MEANT = new Set([
  'V1ContainerPort.containerPort',
  'V1ServicePort.port',
  'V1GRPCAction.port',
  'V2HorizontalPodAutoscalerSpec.maxReplicas',
  'V1HorizontalPodAutoscalerSpec.maxReplicas',
  'V1TopologySpreadConstraint.maxSkew',
  'V1WeightedPodAffinityTerm.weight',
  'V1PreferredSchedulingTerm.weight',
]);

/** Whether the resource is laid over another: by its content, or by the way it is filed. */
function isPatch({ partial, root, podSpec }: Resource, path: string, workspace: Workspace): boolean {
  if (isFragmentPath(path)) return true;
  if (!partial) return false;
  // Its labels make the selector, too.
  if (isKustomized(path, workspace)) return true;
  // Without a selector or a restart policy, but with all that a patch would hardly repeat.
  const containers = asList(get(podSpec, 'containers'))?.items ?? [];
  const isWhole =
    containers.length > 0 && containers.every((each) => get(asMap(each), 'image') && get(asMap(each), 'name'));
  const labels = getIn(root, 'spec', 'template', 'metadata', 'labels');
  return !isWhole || !labels || findPair(asMap(get(root, 'spec')), '$patch') !== undefined;
}

function skeleton({ place, name }: MissingField): YamlValue | undefined {
  const { map, type } = place;
  const field = `${type.name}.${name}`;
  if (field === 'V1Container.name') return slug(stringOf(get(map, 'image')));
  if (/^V1(?:Deployment|StatefulSet|DaemonSet)Spec\.selector$/.test(field)) return selector(map);
  if (field === 'V1HTTPIngressPath.pathType') return 'Prefix';
  if (field === 'V1HTTPGetAction.port' || field === 'V1TCPSocketAction.port') return containerPort(place);
  return undefined;
}

/** `api` of `registry.example/team/api:1.4`. */
function slug(image: string | undefined): string | undefined {
  const base = image
    ?.split('@')[0]
    ?.split('/')
    .at(-1)
    ?.split(':')[0]
    ?.toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-');
  return base !== undefined && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(base) ? base : undefined;
}

function selector(spec: YamlMap): YamlValue | undefined {
  const labels = asMap(getIn(spec, 'template', 'metadata', 'labels'));
  const pairs = (labels?.pairs ?? []).map(({ key, value }) => [asScalar(key)?.text, stringOf(value)] as const);
  const app = pairs.find(([key]) => key === 'app' || key === 'app.kubernetes.io/name') ?? pairs[0];
  return app?.[0] !== undefined && app[1] !== undefined ? { matchLabels: { [app[0]]: app[1] } } : undefined;
}

function containerPort({ parent }: Place): YamlValue | undefined {
  const container = parent?.parent?.map;
  const [port] = asList(get(container, 'ports'))?.items ?? [];
  const ports = asMap(port);
  return stringOf(get(ports, 'name')) ?? integerOf(get(ports, 'containerPort'));
}

function insert({ document }: Resource, { map }: Place, name: string, value: YamlValue): Edits {
  return document.shared.has(map) ? undefined : setPair(document, map, name, value, ['replicas', 'image', 'path']);
}
