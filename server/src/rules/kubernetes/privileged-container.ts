import { isInfrastructure, privilegesOf } from '../../parse/kubernetes/security.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { asScalar, getIn, type YamlMap, type YamlScalar } from '../../parse/yaml/node.ts';
import { removeIn } from '../../parse/yaml/remove.ts';
import { booleanOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';
import { offer } from '../offer.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Do without privileged containers.',
  rationale: `
A privileged container has all capabilities, sees the devices of the node and is held by no seccomp or AppArmor profile: whoever takes over its program has the node, and with it the Secrets of every pod there. What is needed is mostly one capability or one device. On Windows \`windowsOptions.hostProcess\` is the same. Agents of the node, drivers for network and storage and what builds images have a reason, so for those it is only pointed out.

\`privileged\` together with \`allowPrivilegeEscalation: false\` is a contradiction, and the API server refuses it.`,
  sources: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ],
  equivalents: [
    'kube-linter:privileged-container',
    'kube-score:container-security-context-privileged',
    'polaris:runAsPrivileged',
    'polaris:hostProcess',
  ],
  messages: {
    privileged: 'Whoever takes over "{container}" has the whole node: it is privileged.',
    hostProcess:
      'Whoever takes over "{container}" has the whole node: it is a process of Windows itself (hostProcess).',
    contradiction: 'The API server will refuse the object: "{container}" is privileged and may not escalate at once.',
  },
  fixes: { remove: 'Take the privilege away' },
  examples: [
    {
      title: 'A privileged program',
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
        privileged: true
        runAsNonRoot: true
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
        runAsNonRoot: true
`,
    },
  ],
  *check(resource, { say, fix }) {
    const { document } = resource;
    for (const container of resource.containers) {
      const { privileged, own, allowPrivilegeEscalation } = privilegesOf(container, resource);
      const severity =
        isInfrastructure(resource) || BUILDS_IMAGES.test(container.image?.text ?? '') ? 'info' : undefined;
      const names = { container: container.name };
      const process = hostProcess(own, resource);
      if (process) yield say.hostProcess(process.span, names, { severity });
      if (!privileged || !own) continue;
      const edits = removeIn(document, container.map, ['securityContext', 'privileged']);
      const fixes = offer(edits, (change) => fix.remove({}, change));
      if (allowPrivilegeEscalation === false)
        yield say.contradiction(privileged.span, names, { fixes, severity: 'error' });
      else yield say.privileged(privileged.span, names, { fixes, severity });
    }
  },
});

/** The pod's counts for all of its containers that say nothing else; the API server wants them to be of one mind. */
function hostProcess(own: YamlMap | undefined, { podSpec }: Resource): YamlScalar | undefined {
  const path = ['windowsOptions', 'hostProcess'];
  const process = asScalar(getIn(own, ...path) ?? getIn(podSpec, 'securityContext', ...path));
  return process && booleanOf(process) === true ? process : undefined;
}

const BUILDS_IMAGES = /(?:^|\/)docker:.*dind|\b(?:buildkit|buildah|podman|kaniko|kindest)\b/;
