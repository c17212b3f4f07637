import { repeatsOf } from '../../parse/kubernetes/repeats.ts';
import { removeItem } from '../../parse/yaml/remove.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Name containers, volumes, ports and mount paths once.',
  rationale: `
Some lists are maps in disguise: containers and volumes by name, ports by name, mounts by path. The API server refuses the second item ("Duplicate value"), and kustomize and \`kubectl apply\`, which merge such lists by their keys, join two items that were never meant to be one. One port with TCP and with UDP is two ports; init containers share their names with the others, and host ports are those of the whole pod.`,
  sources: [
    'https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy',
    'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/',
  ],
  equivalents: ['kube-score:container-ports-check'],
  messages: {
    name: 'The API server will refuse the object: the name {value} is taken in {list}.',
    path: 'The API server will refuse the object: {value} is mounted twice.',
    field: 'The API server will refuse the object: {field} {value} is there twice.',
    port: 'Only one of the two will count: the port {value} is listed twice.',
  },
  fixes: {
    remove: 'Remove this one',
  },
  related: {
    first: 'The first one',
  },
  examples: [
    {
      title: 'Two containers of one name',
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
    - name: api
      image: registry.example/proxy:1.4
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
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix, note }) {
    const { document } = resource;
    for (const { list, index, key, value, first, firstList, isSame, isOne } of repeatsOf(resource)) {
      const edits = !isOne || document.shared.has(list) ? undefined : removeItem(document, list, index);
      const fixes = edits ? [fix.remove({}, { safe: isSame, edits: () => edits })] : [];
      const details = { fixes, related: [note.first({}, { span: first })] };
      const names = { value: value.text, list: firstList, field: key };
      if (key === 'containerPort') yield say.port(value.span, names, { ...details, severity: 'warning' });
      else if (key === 'name') yield say.name(value.span, names, details);
      else if (key === 'mountPath') yield say.path(value.span, names, details);
      else yield say.field(value.span, names, details);
    }
  },
});
