import type { Container } from '../../parse/kubernetes/container.ts';
import { type ProbeHandler, probesOf } from '../../parse/kubernetes/probe.ts';
import { servicesOf } from '../../parse/kubernetes/services.ts';
import { scalarSetting } from '../../parse/kubernetes/settings.ts';
import type { YamlDocument } from '../../parse/yaml/document.ts';
import { appendItem, setPair, type Edits } from '../../parse/yaml/edit.ts';
import { asList, get, type YamlMap, type YamlScalar } from '../../parse/yaml/node.ts';
import { integerOf, isNull } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'info',
  since: '0.1.0',
  summary: 'List the port that a probe asks.',
  rationale: `
The kubelet reaches any port of a pod, so a probe of a port that no container lists works. But whoever reads \`ports\` to learn what the program serves (people, NetworkPolicies, service meshes, monitoring) does not find it, and a slip in the number shows only when the pod is restarted. Of containers that list no ports at all it is a hint, and only in workloads.`,
  sources: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container'],
  equivalents: ['kube-linter:liveness-port', 'kube-linter:readiness-port', 'kube-linter:startup-port'],
  messages: {
    undeclared: 'Whoever reads the ports will not find {port}, which is asked by {probes}: listed is {ports}.',
    none: 'Whoever reads the ports will not find {port}, which is asked by {probes}: none is listed.',
  },
  fixes: { add: 'List port {port}' },
  examples: [
    {
      title: 'A port that is not listed',
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
        - containerPort: 8080
      livenessProbe:
        httpGet:
          path: /livez
          port: 8081
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
      ports:
        - containerPort: 8080
        - containerPort: 8081
      livenessProbe:
        httpGet:
          path: /livez
          port: 8081
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix }, { services = [] }) {
    const { containers, document, kind } = resource;
    // A port that a Service sends traffic to is found there.
    const listed = new Set<string | number>([
      ...containers.flatMap(({ ports }) => ports.flatMap(({ containerPort }) => containerPort?.value ?? [])),
      ...servicesOf(resource, services).flatMap(({ ports }) => ports.map(({ target }) => target)),
    ]);
    for (const container of containers.filter(({ partial, map }) => !partial && !isToBeRead(map))) {
      const isEmpty = container.ports.length === 0;
      // A bare Pod that lists nothing is hardly read by anybody.
      if (isEmpty && !/^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet)$/.test(kind)) continue;
      for (const [port, asking] of portsAsked(container)) {
        const [first] = asking;
        if (listed.has(port) || !first) continue;
        const edits = withPort(document, container, port);
        const fixes = edits ? [fix.add({ port }, { safe: false, edits: () => edits })] : [];
        const equivalents = asking.map(({ check }) => check);
        const probes = asking.map(({ probe }) => probe).join(', ');
        if (isEmpty) yield say.none(first.scalar.span, { port, probes }, { fixes, equivalents, severity: 'hint' });
        else {
          const ports = [...new Set(container.ports.flatMap(({ containerPort }) => containerPort?.value ?? []))].join(
            ', ',
          );
          yield say.undeclared(first.scalar.span, { port, probes, ports }, { fixes, equivalents });
        }
      }
    }
  },
});

interface Asking {
  readonly probe: string;
  readonly scalar: YamlScalar;
  /** What kube-linter calls it. */
  readonly check: string;
}

/** Whether the ports are a place for a value, or come from a merge. */
function isToBeRead(map: YamlMap): boolean {
  const ports = get(map, 'ports');
  return ports !== undefined && !isNull(ports) && asList(ports) === undefined;
}

function portsAsked(container: Container): ReadonlyMap<number, readonly Asking[]> {
  const asked = new Map<number, Asking[]>();
  for (const { kind, handler } of probesOf(container)) {
    const scalar = handler && handler.type !== 'exec' ? handler.port : undefined;
    const port = integerOf(scalar);
    if (!scalar || port === undefined || text(handler, 'host') !== '') continue;
    const check = `kube-linter:${kind.replace('Probe', '-port')}`;
    asked.set(port, [...(asked.get(port) ?? []), { probe: kind, scalar, check }]);
  }
  return asked;
}

/** A probe of another host asks no port of the container. */
function text(handler: ProbeHandler | undefined, field: string): string {
  return scalarSetting(handler?.map, field)?.text ?? '';
}

function withPort(document: YamlDocument, { map }: Container, port: number): Edits {
  const list = asList(get(map, 'ports'));
  if (list) return document.shared.has(list) ? undefined : appendItem(document, list, { containerPort: port });
  return document.shared.has(map)
    ? undefined
    : setPair(document, map, 'ports', [{ containerPort: port }], BEFORE_PORTS);
}

const BEFORE_PORTS = ['name', 'image', 'imagePullPolicy', 'command', 'args', 'workingDir'];
