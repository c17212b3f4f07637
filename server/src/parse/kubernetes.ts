import { oncePer } from '../core/once.ts';
import type { Span } from '../core/text.ts';
import type { Container } from './kubernetes/container.ts';
import { podSpecOf, readContainers, startWithComments, triggeredImages } from './kubernetes/pods.ts';
import { scalarSetting } from './kubernetes/settings.ts';
import type { YamlFile } from './yaml.ts';
import type { YamlDocument } from './yaml/document.ts';
import { asList, asMap, findPair, get, getIn, type YamlMap } from './yaml/node.ts';
import { stringOf } from './yaml/scalar.ts';

/**
 * A Kubernetes object: a YAML document, or an item of a `kind: List`, with `apiVersion` and `kind`.
 * All spans are offsets in the document's own text, so an object is the same wherever its document moves to.
 */
export interface Resource {
  /** Text of the whole document. */
  readonly text: string;
  readonly document: YamlDocument;
  readonly root: YamlMap;
  readonly apiVersion: string;
  /** `apps` of `apps/v1`; '' for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly kindSpan: Span;
  /** '' if there is none, as with `generateName`. */
  readonly name: string;
  /** The name, or the kind while there is none. */
  readonly nameSpan: Span;
  /** '' if it is left to the context. */
  readonly namespace: string;
  /** Of Pods, workloads and pod templates. Custom resources are left alone, but for OpenShift's DeploymentConfig. */
  readonly podSpec: YamlMap | undefined;
  /** In the order of the text, init and ephemeral containers among them. */
  readonly containers: readonly Container[];
  /** Lacks what the API server demands, so it is a part of something else: a kustomize patch, a values overlay. */
  readonly partial: boolean;
}

/** A YAML document that holds resources, or would if it could be read. */
export interface Manifest {
  readonly document: YamlDocument;
  /** None while the document cannot be read. */
  readonly resources: readonly Resource[];
}

export interface PlacedManifest {
  readonly manifest: Manifest;
  /** Add it to a span of the document, or of its resources, to have one of the file. */
  readonly offset: number;
}

/**
 * Never throws. Other YAML gives none, and templates and conflicted documents give no resources. As long as a document
 * is the same object, so are its manifest and its resources.
 */
export function parseKubernetes({ documents }: YamlFile): readonly PlacedManifest[] {
  return documents.flatMap(({ document, offset }) => {
    const manifest = manifestOf(document);
    return manifest ? [{ manifest, offset }] : [];
  });
}

const manifestOf = oncePer((document: YamlDocument): Manifest | undefined => {
  const resources = readResources(document);
  return resources.length > 0 || looksLikeOne(document.text) ? { document, resources } : undefined;
});

/** Both of its marks on lines of their own, or in JSON: for documents that do not parse. */
function looksLikeOne(text: string): boolean {
  const head = text.slice(0, HEAD);
  const marks = /^\uFEFF?\s*\{/.test(head) ? JSON_MARKS : MARKS;
  return marks.every((mark) => mark.test(head));
}

const HEAD = 20_000;
const JSON_MARKS = [/[{,]\s*"apiVersion"\s*:\s*"[\w./-]+/, /[{,]\s*"kind"\s*:\s*"\w+/];
const MARKS = [/^(?: *"apiVersion"|\uFEFF?apiVersion): *["']?[\w./-]+/m, /^(?: *"kind"|\uFEFF?kind): *["']?\w+/m];

function readResources(document: YamlDocument): readonly Resource[] {
  const root = asMap(document.root);
  if (!root) return [];
  const items =
    get(root, 'apiVersion') && stringOf(get(root, 'kind')) === 'List' ? asList(get(root, 'items')) : undefined;
  if (!items) return readResource(root, { start: 0, end: document.text.length }, document);
  // Items that are aliases of one map are one object.
  const maps = new Set(items.items.flatMap((item) => asMap(item) ?? []));
  return [...maps].flatMap((map) =>
    readResource(map, { start: startWithComments(document.text, map.span.start), end: map.span.end }, document),
  );
}

function readResource(root: YamlMap, scope: Span, document: YamlDocument): readonly Resource[] {
  const apiVersion = stringOf(get(root, 'apiVersion'));
  const kind = scalarSetting(root, 'kind');
  if (!apiVersion || !kind || stringOf(kind) === undefined) return [];
  const metadata = asMap(get(root, 'metadata'));
  const name = scalarSetting(metadata, 'name');
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const podSpec = podSpecOf(root, group, kind.text);
  const partial = isPartial(root, `${apiVersion}/${kind.text}`);
  return [
    {
      text: document.text,
      document,
      root,
      apiVersion,
      group,
      kind: kind.text,
      kindSpan: kind.span,
      name: name?.text ?? '',
      nameSpan: name?.span ?? kind.span,
      namespace: scalarSetting(metadata, 'namespace')?.text ?? '',
      podSpec,
      containers: podSpec
        ? readContainers(podSpec, { document, scope, partial, fillsImage: triggeredImages(root) })
        : [],
      partial,
    },
  ];
}

/** What the API server refuses an object without. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  'apps/v1/Deployment': ['spec', 'selector'],
  'apps/v1/StatefulSet': ['spec', 'selector'],
  'apps/v1/DaemonSet': ['spec', 'selector'],
  'apps/v1/ReplicaSet': ['spec', 'selector'],
  'batch/v1/Job': ['spec', 'template', 'spec', 'restartPolicy'],
  'batch/v1/CronJob': ['spec', 'schedule'],
};

function isPartial(root: YamlMap, type: string): boolean {
  const required = REQUIRED[type];
  const patched = [root, asMap(get(root, 'spec'))].some((map) => findPair(map ?? root, '$patch'));
  return patched || (required !== undefined && getIn(root, ...required) === undefined);
}
