import { isFragmentPath } from '../../core/manifestPath.ts';
import { replaceScalar, setPair } from '../../parse/yaml/edit.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { servicesOf, type ServiceTarget } from '../../parse/kubernetes/services.ts';
import { scalarSetting } from '../../parse/kubernetes/settings.ts';
import { asMap, findPair, get, type YamlScalar } from '../../parse/yaml/node.ts';
import { integerOf } from '../../parse/yaml/scalar.ts';
import { defineRule, type Fix, type Tell } from '../define.ts';

const messages = {
  missing: 'The pods of {name} will have no names in DNS: serviceName is not set.',
  unmatched: 'The pods of {name} will have no names in DNS: the Service {service} selects pods with other labels.',
  other:
    'The pods of {name} will have no names in DNS unless there is a Service {service}: the headless one of its pods is {other}.',
  headless:
    'The pods of {name} will have no names in DNS: the Service {service} is not headless, it lacks clusterIP: None.',
} as const;

const fixes = {
  set: 'Set serviceName to {name}',
} as const;

type Telling = Tell<typeof messages, typeof fixes, Record<never, string>>;

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Name the headless Service of a StatefulSet.',
  rationale: `
The pods of a StatefulSet get names of their own in DNS (\`db-0.db.shop.svc\`) from the headless Service that \`serviceName\` names. Without it they have none, and members of a cluster that look for each other by name never meet. The field cannot be changed later: the StatefulSet has to be made anew.

A Service of the same file that has an address of its own, or selects other pods, does not give them names either. With one replica all of this is information.`,
  sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id'],
  equivalents: ['kube-score:statefulset-has-servicename'],
  messages,
  fixes,
  examples: [
    {
      title: 'No Service',
      bad: `\
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  replicas: 3
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: registry.example/db:1.4
          resources:
            limits:
              memory: 512Mi
`,
      good: `\
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  replicas: 3
  selector:
    matchLabels:
      app: db
  serviceName: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: registry.example/db:1.4
          resources:
            limits:
              memory: 512Mi
`,
    },
  ],
  *check(resource, tell, { path, services = [] }) {
    const { root, name, nameSpan } = resource;
    const spec = asMap(get(root, 'spec'));
    if (!isWhole(resource, path) || !spec) return;
    // Whoever looks for the only pod asks a Service.
    const severity = (integerOf(get(spec, 'replicas')) ?? 1) < 2 ? ('info' as const) : undefined;
    const written = scalarSetting(spec, 'serviceName');
    const problem = written && problemOf(resource, written, services);
    if (problem) {
      const names = { name, service: written.text, other: problem.other };
      yield tell.say[problem.kind](written.span, names, { severity, fixes: rename(resource, written, problem, tell) });
    }
    if (get(spec, 'serviceName')) return;
    const own = headlessOf(resource, services) ?? name;
    // A Service of that name which gives no names would be no help.
    const isUseful = !services.some((service) => service.name === own && !service.isHeadless);
    const edits = setPair(resource.document, spec, 'serviceName', own, ['selector']);
    const fixes = edits && isUseful ? [tell.fix.set({ name: own }, { safe: false, edits: () => edits })] : [];
    yield tell.say.missing(nameSpan, { name }, { fixes, severity });
  },
});

function isWhole({ group, kind, root, name, partial }: Resource, path: string): boolean {
  const isOne = group === 'apps' && kind === 'StatefulSet' && name !== '' && !partial && !isFragmentPath(path);
  return isOne && !findPair(asMap(get(root, 'spec')), '<<');
}

interface Problem {
  readonly kind: 'headless' | 'unmatched' | 'other';
  /** A headless Service that has the pods. */
  readonly other: string;
}

/** A Service that is not in the file may be in another. */
function problemOf(resource: Resource, { text }: YamlScalar, services: readonly ServiceTarget[]): Problem | undefined {
  const other = headlessOf(resource, services) ?? '';
  const service = services.find(({ name, namespace }) => name === text && namespace === resource.namespace);
  if (!service) return other === '' ? undefined : { kind: 'other', other };
  if (!service.isHeadless) return { kind: 'headless', other };
  return servicesOf(resource, [service]).length === 0 ? { kind: 'unmatched', other } : undefined;
}

function headlessOf(resource: Resource, services: readonly ServiceTarget[]): string | undefined {
  return servicesOf(resource, services).find(({ isHeadless }) => isHeadless)?.name;
}

function rename({ document }: Resource, written: YamlScalar, { other }: Problem, { fix }: Telling): Fix[] {
  const edits = other === '' || document.shared.has(written) ? undefined : replaceScalar(document, written, other);
  return edits ? [fix.set({ name: other }, { safe: false, edits: () => edits })] : [];
}
