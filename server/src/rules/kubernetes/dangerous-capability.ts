import type { Container } from '../../parse/kubernetes/container.ts';
import { isInfrastructure, type Privileges, privilegesOf } from '../../parse/kubernetes/security.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { asList, get, getIn } from '../../parse/yaml/node.ts';
import { removeIn } from '../../parse/yaml/remove.ts';
import { booleanOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';
import { offer } from '../offer.ts';

/** As good as root of the node, by what the kernel lets them do. */
const ROOT = new Set(
  'ALL SYS_ADMIN SYS_MODULE SYS_RAWIO SYS_BOOT DAC_READ_SEARCH MAC_ADMIN MAC_OVERRIDE BPF'.split(' '),
);
/** What reaches the node only along with a namespace of it; within the pod it is less. */
const SHARED = new Map([
  ['NET_ADMIN', 'hostNetwork'],
  ['SYS_PTRACE', 'hostPID'],
]);

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Add no capability that amounts to being root.',
  rationale: `
Capabilities split the power of root, but some of them are all of it: \`SYS_ADMIN\` mounts file systems, \`SYS_MODULE\` loads code into the kernel, \`SYS_RAWIO\` and \`BPF\` read its memory, \`DAC_READ_SEARCH\` opens every file of the node, and \`ALL\` is everything. \`NET_ADMIN\` redirects traffic and \`SYS_PTRACE\` reads other processes: of the node if the pod shares its network or its processes, otherwise of the pod, which is information. So is what agents and drivers of the node need, and what a privileged container has anyway. \`NET_BIND_SERVICE\`, for a port below 1024, and what containers have anyway is harmless.

Next to \`allowPrivilegeEscalation: false\` the API server refuses \`CAP_SYS_ADMIN\`, in this spelling.`,
  sources: [
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  equivalents: ['polaris:dangerousCapabilities'],
  messages: {
    root: 'Whoever takes over "{container}" is as good as root on the node: {capability} is added.',
    node: 'Whoever takes over "{container}" reaches the rest of the node: {capability} is added, with {field}.',
    pod: 'Whoever takes over "{container}" has the other containers of the pod: {capability} is added.',
    contradiction:
      'The API server will refuse the object: "{container}" adds CAP_SYS_ADMIN and may not escalate at once.',
  },
  fixes: { remove: 'Remove {capability}' },
  examples: [
    {
      title: 'Administrator of the system',
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
      securityContext:
        capabilities:
          add:
            - NET_BIND_SERVICE
            - SYS_ADMIN
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
      securityContext:
        capabilities:
          add:
            - NET_BIND_SERVICE
`,
    },
  ],
  *check(resource, { say, fix }) {
    const { document, podSpec } = resource;
    for (const container of resource.containers) {
      const privileges = privilegesOf(container, resource);
      const { added, own, allowPrivilegeEscalation } = privileges;
      const severity = isExcused(resource, container, privileges) ? 'info' : undefined;
      const list = asList(getIn(own, 'capabilities', 'add'));
      for (const scalar of list ? added : []) {
        const capability = scalar.text.toUpperCase().replace(/^CAP_/, '');
        const field = SHARED.get(capability);
        if (!list || (!ROOT.has(capability) && field === undefined)) continue;
        const path = ['securityContext', 'capabilities', 'add', list.items.indexOf(scalar)];
        const edits = removeIn(document, container.map, path);
        const fixes = offer(edits, (change) => fix.remove({ capability }, change));
        const names = { container: container.name, capability };
        if (scalar.text === 'CAP_SYS_ADMIN' && allowPrivilegeEscalation === false)
          yield say.contradiction(scalar.span, { container: container.name }, { fixes, severity: 'error' });
        else if (field === undefined) yield say.root(scalar.span, names, { fixes, severity });
        else if (booleanOf(get(podSpec, field)) === true)
          yield say.node(scalar.span, { ...names, field }, { fixes, severity });
        else yield say.pod(scalar.span, names, { fixes, severity: 'info' });
      }
    }
  },
});

/** A privileged container has them all, and what runs a cluster or drives a device of the node needs them. */
function isExcused(resource: Resource, { limits }: Container, { privileged }: Privileges): boolean {
  const hasDevice = [...limits.keys()].some((name) => name.includes('/'));
  return privileged !== undefined || hasDevice || isInfrastructure(resource);
}
