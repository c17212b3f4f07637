import { isInfrastructure, privilegesOf } from '../../parse/kubernetes/security.ts';
import { asList, getIn } from '../../parse/yaml/node.ts';
import { removeItem } from '../../parse/yaml/remove.ts';
import { defineRule } from '../define.ts';

const DANGEROUS = new Set(
  'ALL SYS_ADMIN SYS_PTRACE SYS_MODULE SYS_RAWIO SYS_BOOT NET_ADMIN DAC_READ_SEARCH DAC_OVERRIDE MAC_ADMIN MAC_OVERRIDE BPF PERFMON'.split(
    ' ',
  ),
);

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Add no capability that amounts to being root.',
  rationale: `
Capabilities split the power of root, but some of them are all of it: \`SYS_ADMIN\` mounts file systems, \`SYS_PTRACE\` reads other processes, \`SYS_MODULE\` loads code into the kernel, \`NET_ADMIN\` redirects traffic, \`DAC_OVERRIDE\` and its kin read every file, and \`ALL\` is everything. \`NET_BIND_SERVICE\`, for a port below 1024, is harmless.`,
  sources: [
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  equivalents: ['polaris:dangerousCapabilities'],
  messages: { dangerous: 'Whoever takes over "{container}" is as good as root on the node: {capability} is added.' },
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
    const { document } = resource;
    for (const container of resource.containers) {
      const { added, own } = privilegesOf(container, resource);
      const list = asList(getIn(own, 'capabilities', 'add'));
      for (const scalar of list ? added : []) {
        const name = scalar.text.toUpperCase();
        const capability = name.replace(/^CAP_/, '');
        const isFree = list && !document.shared.has(list);
        if (DANGEROUS.has(capability)) {
          const edits = isFree ? removeItem(document, list, list.items.indexOf(scalar)) : undefined;
          const fixes = edits ? [fix.remove({ capability }, { safe: false, edits: () => edits })] : [];
          const severity = isInfrastructure(resource) ? 'info' : undefined;
          yield say.dangerous(scalar.span, { container: container.name, capability }, { fixes, severity });
        }
      }
    }
  },
});
