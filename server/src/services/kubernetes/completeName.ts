import type { PlacedManifest, Resource } from '../../parse/kubernetes.ts';
import type { Container } from '../../parse/kubernetes/container.ts';
import { podLabels, referencedKind, type NameKind } from '../../parse/kubernetes/names.ts';
import { declaredNames, selectedBy, type PlacedName } from '../../parse/kubernetes/symbols.ts';
import type { Item } from '../answers.ts';
import { manifestsOf, type Question } from './question.ts';
import { innermost, scalarOf, type Held, type Slot } from './slot.ts';

/** Names in the file that a field may refer to. */
export function nameItems(question: Question, slot: Slot, { field }: Held): Item[] {
  const find = BY_FIELD[field];
  if (find) return find(question, slot);
  const { level } = innermost(slot);
  const kind = referencedKind(field, { step: stepOf(slot), kind: scalarOf(level, 'kind') });
  return kind === undefined ? [] : named(question, slot, `kind ${kind}`);
}

type Find = (question: Question, slot: Slot) => Item[];

const probePort: Find = (question) => portItems(containerIn(question)?.ports ?? []);

const targetPort: Find = (question, slot) => {
  const manifests = manifestsOf(question);
  const service = resourceAt(question, slot);
  const chosen = service ? selectedBy(service, manifests) : new Set<Resource>();
  const resources = manifests.flatMap(({ manifest }) => manifest.resources);
  const pods = chosen.size > 0 ? resources.filter((resource) => chosen.has(resource)) : resources;
  return distinct(portItems(pods.flatMap(({ containers }) => containers.flatMap(({ ports }) => ports))));
};

const volume: Find = (question, slot) => {
  const own = resourceAt(question, slot);
  return own ? items(declaredNames(placed(question, slot), 'volume').filter(({ resource }) => resource === own)) : [];
};

const configKey =
  (kind: 'ConfigMap' | 'Secret'): Find =>
  (question, slot) => {
    const name = scalarOf(innermost(slot).level, 'name');
    return items(
      declaredNames(manifestsOf(question), 'key').filter(
        ({ resource }) => resource.kind === kind && resource.name === name,
      ),
    );
  };

const servicePort: Find = (question, slot) => {
  const { outer } = innermost(slot);
  const service = outer ? scalarOf(outer, 'name') : '';
  return items(declaredNames(manifestsOf(question), 'servicePort').filter(({ resource }) => resource.name === service));
};

const namespace: Find = (question) => {
  const manifests = manifestsOf(question);
  const used = manifests.flatMap(({ manifest }) => manifest.resources.map((resource) => resource.namespace));
  const declared = declaredNames(manifests, 'kind Namespace').map(({ name }) => name);
  return [...new Set([...declared, ...used])].filter((name) => name !== '').map((label) => ({ label, kind: 'name' }));
};

const BY_FIELD: Readonly<Record<string, Find>> = {
  'V1HTTPGetAction.port': probePort,
  'V1TCPSocketAction.port': probePort,
  'V1ServicePort.targetPort': targetPort,
  'V1VolumeMount.name': volume,
  'V1VolumeDevice.name': volume,
  'V1ConfigMapKeySelector.key': configKey('ConfigMap'),
  'V1SecretKeySelector.key': configKey('Secret'),
  'V1ServiceBackendPort.name': servicePort,
  'V1ObjectMeta.namespace': namespace,
};

/** `app: api` from the pods of the file, for a selector. */
export function labelItems(question: Question, slot: Slot, { field }: Held): Item[] {
  if (!/^V1(?:ServiceSpec\.selector|LabelSelector\.matchLabels)$/.test(field) || slot.typing.flow) return [];
  const { entries } = innermost(slot).level;
  const own = resourceAt(question, slot);
  const resources = own?.podSpec ? [own] : manifestsOf(question).flatMap(({ manifest }) => manifest.resources);
  const labels = resources.flatMap((resource) => [...(podLabels(resource) ?? [])]).filter(([key]) => !entries.has(key));
  return distinct(
    labels.map(([key, value]) => ({
      label: `${key}: ${value}`,
      kind: 'name',
      newText: slot.typing.hasColon ? key : `${key}: ${value}`,
    })),
  );
}

/** The variables of the container, behind `$(` in a command or in a variable below them. */
export function variableItems(question: Question): { readonly typed: string; readonly items: Item[] } | undefined {
  const { file, offset } = question;
  const typed = /(?<!\$)\$\(([\w.-]*)$/.exec(file.text.slice(Math.max(0, offset - 200), offset))?.[1];
  const container = typed === undefined ? undefined : containerIn(question);
  if (typed === undefined || !container) return undefined;
  const names = new Set(container.env.map(({ name }) => name));
  const close = file.text.charAt(offset) === ')' ? '' : ')';
  return { typed, items: [...names].map((name) => ({ label: name, kind: 'variable', newText: name + close })) };
}

function stepOf(slot: Slot): string | undefined {
  const { level, outer } = innermost(slot);
  return level.key ?? outer?.key;
}

function named(question: Question, slot: Slot, kind: NameKind): Item[] {
  const own = resourceAt(question, slot);
  // Who leaves the namespace out gets it from the command line, or from kustomize.
  const mayMeet = ({ namespace: other }: Resource): boolean =>
    !own || own.namespace === '' || other === '' || other === own.namespace;
  return items(declaredNames(manifestsOf(question), kind).filter(({ resource }) => mayMeet(resource)));
}

function items(names: readonly PlacedName[]): Item[] {
  return distinct(names.map(({ name }) => ({ label: name, kind: 'name' })));
}

function distinct(list: readonly Item[]): Item[] {
  return [...new Map(list.map((item) => [item.label, item])).values()];
}

function portItems(ports: Container['ports']): Item[] {
  return ports.flatMap(({ name, containerPort, protocol }) =>
    name ? [{ label: name.text, kind: 'name', detail: containerPort && `${containerPort.value}/${protocol}` }] : [],
  );
}

/** The manifest of the document that the cursor is in. */
function placed(question: Question, { document }: Slot): readonly PlacedManifest[] {
  return manifestsOf(question).filter(({ offset }) => offset === document.offset);
}

function resourceAt(question: Question, slot: Slot): Resource | undefined {
  const resources = placed(question, slot).flatMap(({ manifest }) => manifest.resources);
  const inside = resources.find(({ root: { span } }) => span.start <= slot.offset && slot.offset <= span.end);
  return inside ?? (resources.length === 1 ? resources[0] : undefined);
}

/** The last container that begins above: what is being typed may stand behind the end of what could be read. */
function containerIn(question: Question): Container | undefined {
  const manifest = manifestsOf(question).findLast(({ offset }) => offset <= question.offset);
  if (!manifest) return undefined;
  const at = question.offset - manifest.offset;
  return manifest.manifest.resources
    .flatMap(({ containers }) => containers)
    .toSorted((a, b) => a.span.start - b.span.start)
    .findLast(({ span }) => span.start <= at);
}
