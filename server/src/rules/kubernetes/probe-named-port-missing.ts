import type { Container, ContainerPort } from '../../parse/kubernetes/container.ts';
import type { Probe } from '../../parse/kubernetes/probe.ts';
import type { YamlDocument } from '../../parse/yaml/document.ts';
import { replaceScalar, setPair } from '../../parse/yaml/edit.ts';
import type { YamlScalar } from '../../parse/yaml/node.ts';
import { resolveScalar } from '../../parse/yaml/scalar.ts';
import { defineRule, type Tell } from '../define.ts';

const messages = {
  livenessProbe:
    'A hung "{container}" will never be restarted: its liveness probe asks port "{port}", a name that none of its ports has, and the kubelet ignores such a probe.',
  readinessProbe:
    '"{container}" will never get traffic: its readiness probe asks port "{port}", a name that none of its ports has.',
  startupProbe:
    '"{container}" will never count as started: its startup probe asks port "{port}", a name that none of its ports has, so the other probes never run.',
  quoted:
    'The API server will refuse this {kind}: in quotes "{port}" is the name of a port, and a name has at least one letter.',
} as const;

const fixes = {
  pick: 'Ask port {name}, which is {number}',
  name: 'Name port {number} {name}',
  unquote: 'Take the quotes off: port {number}',
} as const;

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Name a port in a probe as the container itself names it.',
  rationale: `
A word as the port of an \`httpGet\` or \`tcpSocket\` probe is looked up among the ports of the same container, not of the Pod and not of the Service. The API server does not check it. At run time the lookup fails with "port not found", and the kubelet throws the result away: a readiness or startup probe never succeeds, a liveness probe never fails, whatever the program does.

A number in quotes is a name too; that one the API server refuses.`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port',
    'https://github.com/kubernetes/kubernetes/blob/master/pkg/probe/util.go',
    'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/prober/worker.go',
  ],
  equivalents: ['kube-linter:liveness-port', 'kube-linter:readiness-port', 'kube-linter:startup-port'],
  messages,
  fixes,
  examples: [
    {
      title: 'Another name for the only port',
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
        - name: http
          containerPort: 8080
      readinessProbe:
        httpGet:
          path: /readyz
          port: web
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
        - name: http
          containerPort: 8080
      readinessProbe:
        httpGet:
          path: /readyz
          port: http
`,
    },
    {
      title: 'A port without a name',
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
        tcpSocket: { port: http }
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
          name: http
      livenessProbe:
        tcpSocket: { port: http }
`,
    },
  ],
  *check({ containers, document, kind }, tell) {
    for (const container of containers) {
      for (const probe of probesOf(container)) {
        const port = portOf(probe);
        if (!port || container.ports.some(({ name }) => name?.text === port.text)) continue;
        const equivalents = [`kube-linter:${probe.kind.replace('Probe', '-port')}`];
        if (/^\d+$/.test(port.text)) {
          const fixes = unquote(document, port, tell);
          yield tell.say.quoted(port.span, { kind, port: port.text }, { fixes, equivalents });
        } else if (!container.partial) {
          const fixes = candidates(document, container, port, tell);
          yield tell.say[probe.kind](port.span, { container: container.name, port: port.text }, { fixes, equivalents });
        }
      }
    }
  },
});

type Telling = Tell<typeof messages, typeof fixes, Record<never, string>>;

function probesOf({ livenessProbe, readinessProbe, startupProbe }: Container): readonly Probe[] {
  return [livenessProbe, readinessProbe, startupProbe].flatMap((probe) => probe ?? []);
}

/** The name that a probe gives a port. Capitals, underscores and dollar signs are a template's. */
function portOf({ handler }: Probe): YamlScalar | undefined {
  const port = handler?.type === 'httpGet' || handler?.type === 'tcpSocket' ? handler.port : undefined;
  return port && resolveScalar(port).type === 'string' && /^[a-z\d-]+$/.test(port.text) ? port : undefined;
}

function unquote(document: YamlDocument, port: YamlScalar, { fix }: Telling) {
  const number = Number(port.text);
  const edits = number > 0 && number < 65536 ? replaceScalar(document, port, number) : undefined;
  return edits ? [fix.unquote({ number }, { safe: true, edits: () => edits })] : [];
}

/** The names there are, the most alike first, and the wanted name for ports that have none. */
function candidates(document: YamlDocument, { ports }: Container, port: YamlScalar, { fix }: Telling) {
  const alike = ({ name }: ContainerPort): number => commonPrefix(name?.text ?? '', port.text);
  const safe = ports.length === 1;
  return ports
    .toSorted((a, b) => alike(b) - alike(a))
    .flatMap(({ name, containerPort, map }) => {
      if (!containerPort) return [];
      const edits = name ? replaceScalar(document, port, name.text) : setPair(document, map, 'name', port.text);
      if (!edits) return [];
      const number = containerPort.value;
      const make = name ? fix.pick : fix.name;
      return [make({ name: name?.text ?? port.text, number }, { safe, edits: () => edits })];
    });
}

function commonPrefix(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
