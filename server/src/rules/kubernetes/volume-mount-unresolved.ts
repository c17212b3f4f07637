import { nearest } from '../../core/nearest.ts';
import { isFragmentPath } from '../../core/manifestPath.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import { appendItem, replaceScalar, setPair, type Edits } from '../../parse/yaml/edit.ts';
import { asList, asMap, asScalar, findPair, get, getIn, itemsOf, type YamlScalar } from '../../parse/yaml/node.ts';
import { removeIn } from '../../parse/yaml/remove.ts';
import { stringOf } from '../../parse/yaml/scalar.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Mount volumes that the pod has.',
  rationale: `
A mount refers to a volume of the pod by its name, and the API server refuses the object if there is none ("volumeMounts[0].name: Not found"). In a StatefulSet \`volumeClaimTemplates\` bring volumes of their names. The other way round, a volume that nothing mounts is prepared on the node for nothing, and may keep the pod from starting.`,
  sources: ['https://kubernetes.io/docs/concepts/storage/volumes/'],
  messages: {
    unknown: 'The API server will refuse the object: the pod has no volume {name}.',
    typo: 'The API server will refuse the object: the pod has no volume {name}, {meant} is close.',
    unused: 'Nothing mounts the volume {name}.',
  },
  fixes: {
    rename: 'Mount {meant}',
    add: 'Add an empty volume {name}',
    remove: 'Remove it',
  },
  examples: [
    {
      title: 'A volume under another name',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      resources:
        limits:
          memory: 512Mi
      volumeMounts:
        - name: caches
          mountPath: /cache
        - name: cache
          mountPath: /tmp
  volumes:
    - name: cache
      emptyDir: {}
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
      resources:
        limits:
          memory: 512Mi
      volumeMounts:
        - name: cache
          mountPath: /cache
        - name: cache
          mountPath: /tmp
  volumes:
    - name: cache
      emptyDir: {}
`,
    },
  ],
  *check(resource, { say, fix }, { path }) {
    if (isPart(resource, path)) return;
    const { document } = resource;
    const declared = declaredVolumes(resource);
    const mounted = mounts(resource);
    for (const scalar of unresolved(declared, mounted)) {
      const name = scalar.text;
      const meant = nearest(name, declared.keys());
      const rename = meant === undefined ? undefined : replaceScalar(document, scalar, meant);
      const add = addVolume(resource, name);
      const fixes: Fix[] = [];
      if (rename) fixes.push(fix.rename({ meant: meant ?? '' }, { safe: false, edits: () => rename }));
      if (add) fixes.push(fix.add({ name }, { safe: false, edits: () => add }));
      if (meant === undefined) yield say.unknown(scalar.span, { name }, { fixes });
      else yield say.typo(scalar.span, { name, meant }, { fixes });
    }
    for (const { name, scalar } of unused(declared, mounted)) {
      const edits = removeVolume(resource, name);
      const fixes: Fix[] = edits ? [fix.remove({}, { safe: false, edits: () => edits })] : [];
      yield say.unused(scalar.span, { name }, { severity: 'hint', fixes });
    }
  },
});

function isPart({ podSpec, partial }: Resource, path: string): boolean {
  return !podSpec || partial || isFragmentPath(path) || findPair(podSpec, '$patch') !== undefined;
}

function unresolved(declared: ReadonlyMap<string, YamlScalar | undefined>, mounted: readonly YamlScalar[]) {
  return mounted.filter((scalar) => scalar.text !== '' && !declared.has(scalar.text) && !isPlaceholder(scalar));
}

function unused(declared: ReadonlyMap<string, YamlScalar | undefined>, mounted: readonly YamlScalar[]) {
  const used = new Set(mounted.map(({ text }) => text));
  return [...declared].flatMap(([name, scalar]) =>
    scalar && !used.has(name) && !isPlaceholder(scalar) && !INJECTED.test(name) ? [{ name, scalar }] : [],
  );
}

/** Mounted by a sidecar that GKE adds. https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-storage-fuse-csi-driver-sidecar */
const INJECTED = /^gke-gcsfuse-/;

/** Name → where it is written; undefined for those of a StatefulSet's claims, which need no mount here. */
function declaredVolumes({ podSpec, root }: Resource): ReadonlyMap<string, YamlScalar | undefined> {
  const found = new Map<string, YamlScalar | undefined>();
  for (const item of itemsOf(get(podSpec, 'volumes'))) {
    const name = asScalar(get(asMap(item), 'name'));
    if (name) found.set(name.text, name);
  }
  for (const claim of itemsOf(getIn(root, 'spec', 'volumeClaimTemplates'))) {
    const name = stringOf(getIn(asMap(claim), 'metadata', 'name'));
    if (name !== undefined) found.set(name, undefined);
  }
  return found;
}

/** The names of mounts and of block devices, in all containers. */
function mounts({ containers }: Resource): YamlScalar[] {
  return containers.flatMap(({ map }) =>
    ['volumeMounts', 'volumeDevices'].flatMap((list) =>
      itemsOf(get(map, list)).flatMap((item) => asScalar(get(asMap(item), 'name')) ?? []),
    ),
  );
}

function addVolume({ podSpec, document }: Resource, name: string): Edits {
  const volume = { name, emptyDir: {} };
  if (!podSpec || document.shared.has(podSpec)) return undefined;
  const list = findPair(podSpec, 'volumes')?.value;
  if (list?.type === 'list') return document.shared.has(list) ? undefined : appendItem(document, list, volume);
  return list ? undefined : setPair(document, podSpec, 'volumes', [volume]);
}

function removeVolume({ podSpec, document }: Resource, name: string): Edits {
  const list = asList(get(podSpec, 'volumes'));
  const index = list?.items.findIndex((item) => stringOf(get(asMap(item), 'name')) === name) ?? -1;
  return podSpec && index >= 0 ? removeIn(document, podSpec, ['volumes', index]) : undefined;
}
