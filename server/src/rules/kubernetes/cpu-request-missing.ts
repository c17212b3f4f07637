import { setResources } from '../../parse/kubernetes/edit.ts';
import { isAmountSet, runningContainers } from '../../parse/kubernetes/workload.ts';
import { defineRule } from '../define.ts';

/** To begin with: a tenth of a core. */
const USUAL = '100m';

export default defineRule({
  target: 'kubernetes',
  severity: 'info',
  since: '0.1.0',
  profile: 'strict',
  summary: 'Request the CPU that a container needs.',
  rationale: `
The kernel divides a busy CPU by what is requested. A container without a request has the smallest share there is, so that next to a neighbour with one core it gets about two thousandths of it: probes time out, and requests take seconds. The scheduler counts it as nothing and puts it on nodes that are full.

A CPU limit without a request is taken for the request, and a LimitRange may give one.`,
  sources: [
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
    'https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/',
  ],
  equivalents: ['kube-linter:unset-cpu-requirements', 'kube-score:container-resources', 'polaris:cpuRequestsMissing'],
  messages: {
    missing:
      '"{container}" will get next to no CPU when the node is busy: it requests none, so its share is the smallest there is.',
  },
  fixes: {
    request: 'Request {cpu} of CPU',
  },
  examples: [
    {
      title: 'Nothing requested',
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
        requests:
          cpu: 100m
`,
    },
  ],
  *check(resource, { say, fix }, context) {
    for (const container of runningContainers(resource, context)) {
      const isSet = (['requests', 'limits'] as const).some((list) => isAmountSet(resource, container, list, 'cpu'));
      if (isSet) continue;
      const edits = setResources(resource, container, { requests: { cpu: USUAL } });
      yield say.missing(
        container.nameSpan,
        { container: container.name },
        { fixes: edits ? [fix.request({ cpu: USUAL }, { safe: false, edits: () => edits })] : [] },
      );
    }
  },
});
