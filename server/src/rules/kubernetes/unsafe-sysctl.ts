import { sysctlKind, sysctlNamespace } from '../../core/kubernetes/sysctls.ts';
import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import { isWindows } from '../../parse/kubernetes/security.ts';
import { asList, asMap, asScalar, get, getIn } from '../../parse/yaml/node.ts';
import { removeIn } from '../../parse/yaml/remove.ts';
import { booleanOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';
import { offer } from '../offer.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Ask only for kernel settings that a pod may have.',
  rationale: `
A pod may set some kernel parameters for itself. Twelve of them are safe, and every kubelet sets them. Others of the pod's own network and IPC (\`net.*\`, \`kernel.shm*\`, \`kernel.msg*\`, \`kernel.sem\`, \`fs.mqueue.*\`) it sets only if the node was started with \`--allowed-unsafe-sysctls\`; otherwise the pod fails with \`SysctlForbidden\`. All the rest, \`vm.max_map_count\` among them, belongs to the whole node, and no kubelet can be told to allow it. In the network of the node (\`hostNetwork\`) \`net.*\` is refused by the API server.`,
  sources: ['https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/'],
  equivalents: ['kube-linter:unsafe-sysctls'],
  messages: {
    node: 'The kubelet will refuse the pod (SysctlForbidden): {name} is a setting of the whole node.',
    unsafe: 'Most kubelets will refuse the pod (SysctlForbidden): {name} has to be allowed on the node first.',
    host: 'The API server will refuse the object: {name} cannot be set while the pod shares that with the node ({field}).',
  },
  fixes: { remove: 'Remove {name}' },
  examples: [
    {
      title: 'A setting of the node',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  securityContext:
    sysctls:
      - name: net.ipv4.ip_unprivileged_port_start
        value: "0"
      - name: vm.max_map_count
        value: "262144"
  containers:
    - name: api
      image: registry.example/api:1.4
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
  securityContext:
    sysctls:
      - name: net.ipv4.ip_unprivileged_port_start
        value: "0"
  containers:
    - name: api
      image: registry.example/api:1.4
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix }) {
    const { podSpec, document } = resource;
    const list = asList(getIn(podSpec, 'securityContext', 'sysctls'));
    if (!list || isWindows(resource)) return;
    for (const [index, item] of list.items.entries()) {
      const scalar = asScalar(get(asMap(item), 'name'));
      if (!scalar || isPlaceholder(scalar)) continue;
      const name = scalar.text;
      const field = sysctlNamespace(name) === 'net' ? 'hostNetwork' : 'hostIPC';
      const isHost = sysctlNamespace(name) !== undefined && booleanOf(get(podSpec, field)) === true;
      const edits = podSpec && removeIn(document, podSpec, ['securityContext', 'sysctls', index]);
      const fixes = offer(edits, (change) => fix.remove({ name }, change));
      if (isHost) yield say.host(scalar.span, { name, field }, { fixes, severity: 'error' });
      else if (sysctlKind(name) === 'node') yield say.node(scalar.span, { name }, { fixes, severity: 'error' });
      else if (sysctlKind(name) === 'unsafe') yield say.unsafe(scalar.span, { name }, { fixes });
    }
  },
});
