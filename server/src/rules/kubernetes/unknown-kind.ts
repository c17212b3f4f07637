import { retiredApi } from '../../core/kubernetes/removedApis.ts';
import { knownKinds } from '../../core/kubernetes/schema.ts';
import { nearest } from '../../core/nearest.ts';
import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { asScalar, get, type YamlScalar } from '../../parse/yaml/node.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Use a kind that its API version has.',
  rationale: `
\`apiVersion\` and \`kind\` together name a type. Where they do not fit (\`v1\` with \`Deployment\`, which is in \`apps/v1\`) or a word is misspelt, \`kubectl apply\` ends with "no matches for kind". Only Kubernetes' own groups are looked at: what others define with custom resources cannot be known here, and \`v1\` alone is what other tools call their files as well.`,
  sources: ['https://kubernetes.io/docs/reference/kubernetes-api/', 'https://kubernetes.io/docs/reference/using-api/'],
  messages: {
    version: 'The cluster will not know it ("no matches for kind"): {kind} is in {versions}, not in {apiVersion}.',
    typo: 'The cluster will not know it ("no matches for kind"): {apiVersion} has no {kind}, {meant} is close.',
    unknown: 'The cluster will not know it ("no matches for kind"): {apiVersion} has no {kind}.',
  },
  fixes: {
    version: 'Write {meant}',
    kind: 'Write {meant}',
  },
  examples: [
    {
      title: 'The wrong group',
      bad: `\
apiVersion: v1
kind: ReplicaSet
metadata:
  name: api
`,
      good: `\
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: api
`,
    },
  ],
  *check({ apiVersion, kind, kindSpan, root, document }, { say, fix }) {
    const version = asScalar(get(root, 'apiVersion'));
    const written = asScalar(get(root, 'kind'));
    if (!version || !written || isServed(version, written)) return;
    const versions = VERSIONS.get(kind);
    if (versions) {
      const [meant = ''] = versions;
      const edits = replaceScalar(document, version, meant);
      const fixes: Fix[] = edits ? [fix.version({ meant }, { safe: false, edits: () => edits })] : [];
      yield say.version(version.span, { kind, apiVersion, versions: versions.join(', ') }, { fixes });
      return;
    }
    const meant = nearest(kind, KINDS.get(apiVersion) ?? []);
    if (meant !== undefined) {
      const edits = replaceScalar(document, written, meant);
      const fixes: Fix[] = edits ? [fix.kind({ meant }, { safe: false, edits: () => edits })] : [];
      yield say.typo(kindSpan, { kind, apiVersion, meant }, { fixes });
    } else if (apiVersion !== 'v1') {
      // Other tools call their own first version `v1`, too: kubeconfig files, templates of OpenShift.
      yield say.unknown(kindSpan, { kind, apiVersion });
    }
  },
});

/** Kinds of which no object is ever kept: they are sent to subresources, or answered. */
const PASSING =
  /List$|^(?:Binding|Eviction|Scale|Status|DeleteOptions|TokenRequest|PodExecOptions|WatchEvent|APIGroup|APIVersions|APIResource.*|Patch|.*Options)$/;
/** Alpha kinds come and go from release to release. */
const UNSTABLE = /alpha|beta/;

const { VERSIONS, KINDS } = index();

/** Kind → its versions, stable ones first; version → its kinds. */
function index(): { VERSIONS: ReadonlyMap<string, readonly string[]>; KINDS: ReadonlyMap<string, readonly string[]> } {
  const versions = new Map<string, string[]>();
  const kinds = new Map<string, string[]>();
  for (const key of knownKinds().toSorted((a, b) => Number(UNSTABLE.test(a)) - Number(UNSTABLE.test(b)))) {
    const slash = key.lastIndexOf('/');
    const [version, kind] = [key.slice(0, slash), key.slice(slash + 1)];
    versions.set(kind, [...(versions.get(kind) ?? []), version]);
    kinds.set(version, [...(kinds.get(version) ?? []), kind]);
  }
  return { VERSIONS: versions, KINDS: kinds };
}

/** Whether a cluster has it, or whether that is not known here. */
function isServed(version: YamlScalar, written: YamlScalar): boolean {
  const [apiVersion, kind] = [version.text, written.text];
  const kinds = KINDS.get(apiVersion);
  if (!kinds || UNSTABLE.test(apiVersion) || isPlaceholder(version) || isPlaceholder(written)) return true;
  return kinds.includes(kind) || PASSING.test(kind) || retiredApi(apiVersion, kind) !== undefined;
}
