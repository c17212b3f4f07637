import { isFragmentPath } from '../../core/manifestPath.ts';
import { retiredApi, type RetiredApi } from '../../core/kubernetes/removedApis.ts';
import { schemaRelease } from '../../core/kubernetes/schema.ts';
import { migrate } from '../../parse/kubernetes/migrate.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { asScalar, get } from '../../parse/yaml/node.ts';
import type { CustomKind } from '../../workspace/customKinds.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Use versions of APIs that the cluster serves.',
  rationale: `
Beta versions of an API are removed some releases after the stable one has come. From then on every \`apply\` ends with "no matches for kind", usually in the middle of an upgrade, and Helm cannot even delete what it has installed.

Which release counts is \`kubernetesVersion\` in \`.gantry.yaml\` or in the settings; the newest one that Gantry knows if neither is set. What that release serves still, but warns of, is a warning here, too. Versions whose replacement the release does not have yet are left alone. In kustomize's patches, and in files that are filed under the version (\`crds/v1beta1/\`), it is information.

A custom resource has the versions of its CustomResourceDefinition, if one lies in the same repository: one that is not served, or is called deprecated there, is a warning with those that are served.`,
  sources: [
    'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
    'https://kubernetes.io/docs/reference/using-api/deprecation-policy/',
  ],
  equivalents: ['kube-linter:no-extensions-v1beta', 'kube-score:stable-version'],
  messages: {
    removed:
      'The cluster will not know it ("no matches for kind"): Kubernetes 1.{release} has removed {api}, and {replacement} takes its place.',
    gone: 'The cluster will not know it ("no matches for kind"): Kubernetes 1.{release} has removed {api}, and nothing takes its place.',
    deprecated: 'It will stop working with Kubernetes 1.{release}, which removes {api}: {replacement} takes its place.',
    outdated: '{api} is deprecated since Kubernetes 1.{release}: {replacement} takes its place.',
    unserved:
      'The cluster will not know it ("no matches for kind"): the definition of {kind} does not serve {version}, only {served}.',
    dated: 'The definition of {kind} calls {version} deprecated and serves {served} as well.',
  },
  fixes: {
    migrate: 'Write it for {replacement}',
  },
  examples: [
    {
      title: 'A CronJob of yesterday',
      bad: `\
apiVersion: batch/v1beta1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "@daily"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example/report:1.4
              resources:
                limits:
                  memory: 512Mi
`,
      good: `\
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "@daily"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example/report:1.4
              resources:
                limits:
                  memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix }, { path, policy, custom }) {
    const { apiVersion, kind, root, kindSpan } = resource;
    for (const { message, span: at, args } of customVersions(resource, custom))
      yield say[message](at, args, { severity: 'warning' });
    const api = retiredApi(apiVersion, kind);
    const state = api && stateOf(api, policy?.kubernetesRelease ?? Number(schemaRelease().split('.')[1]));
    if (!state) return;
    const severity = severityOf(state, apiVersion, path);
    const span = asScalar(get(root, 'apiVersion'))?.span ?? kindSpan;
    const names = { api: `${apiVersion} ${kind}`, release: api.removed ?? api.deprecated };
    if (!api.replacement) {
      yield say.gone(span, names, { severity });
      return;
    }
    const replacement = `${api.replacement.apiVersion} ${api.replacement.kind ?? kind}`;
    const edits = migrate(resource, api.replacement);
    const fixes = edits ? [fix.migrate({ replacement }, { safe: api.replacement.same, edits: () => edits })] : [];
    yield say[state](span, { ...names, replacement }, { fixes, severity });
  },
});

/**
 * Whether a file is filed under the version, for clusters that have it still, or is a patch, which no cluster sees and
 * which has to say what its target says.
 */
function isMeant(apiVersion: string, path: string): boolean {
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  return isFragmentPath(path) || new RegExp(`[/._-]${version}(?:/|\\.ya?ml$)`).test(path);
}

/** What a CustomResourceDefinition says of the version that a resource is written for. */
function customVersions({ apiVersion, kind, root, kindSpan }: Resource, custom: CustomKind | undefined) {
  const versions = custom?.versions ?? [];
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const own = versions.filter(({ name }) => name === version);
  const others = versions.filter(({ name, isServed, isDeprecated }) => name !== version && isServed && !isDeprecated);
  const served = [...new Set(others.map(({ name }) => name))];
  if (served.length === 0 || own.some(({ isServed, isDeprecated }) => isServed && !isDeprecated)) return [];
  const message: 'dated' | 'unserved' = own.some(({ isServed }) => isServed) ? 'dated' : 'unserved';
  const span = asScalar(get(root, 'apiVersion'))?.span ?? kindSpan;
  return [{ message, span, args: { kind, version, served: served.join(', ') } }];
}

function severityOf(state: keyof typeof SEVERITIES, apiVersion: string, path: string) {
  return isMeant(apiVersion, path) ? 'info' : SEVERITIES[state];
}

const SEVERITIES = { removed: 'error', deprecated: 'warning', outdated: 'info' } as const;

/** Undefined while the release has nothing better. */
function stateOf(
  { deprecated, removed, replacement }: RetiredApi,
  target: number,
): keyof typeof SEVERITIES | undefined {
  if (target < Math.max(deprecated, replacement?.since ?? 0)) return undefined;
  if (removed === undefined) return 'outdated';
  return target < removed ? 'deprecated' : 'removed';
}
