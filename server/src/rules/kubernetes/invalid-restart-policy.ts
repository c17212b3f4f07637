import type { Resource } from '../../parse/kubernetes.ts';
import { isFragmentPath } from '../../core/manifestPath.ts';
import { replaceScalar, setPair } from '../../parse/yaml/edit.ts';
import { asScalar, findPair, get, type YamlScalar } from '../../parse/yaml/node.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Give jobs a restart policy of Never or OnFailure, and everything else Always.',
  rationale: `
A Job ends when its pods have ended well, so a pod that is always started again would never let it: the API server accepts \`Never\` and \`OnFailure\` only, and as \`Always\` is the default, none at all is refused as well. A Deployment, StatefulSet or DaemonSet keeps its pods running and takes \`Always\` alone. The policy of a single init container (\`Always\` for a sidecar) is another field.`,
  sources: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template',
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template',
  ],
  equivalents: ['kube-score:cronjob-restartpolicy'],
  messages: {
    job: 'The API server will refuse the object: a {kind} takes the restart policies Never and OnFailure, not {policy}.',
    default:
      'The API server will refuse the object: a {kind} needs restartPolicy: Never or OnFailure, and Always is the default.',
    service: 'The API server will refuse the object: a {kind} takes no restart policy but Always.',
  },
  fixes: {
    write: 'Write restartPolicy: {policy}',
  },
  examples: [
    {
      title: 'A Job that never ends',
      bad: `\
apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  template:
    spec:
      containers:
        - name: import
          image: registry.example/import:1.4
          resources:
            limits:
              memory: 512Mi
      restartPolicy: Always
`,
      good: `\
apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  template:
    spec:
      containers:
        - name: import
          image: registry.example/import:1.4
          resources:
            limits:
              memory: 512Mi
      restartPolicy: OnFailure
`,
    },
  ],
  *check(resource, { say, fix }, { path }) {
    const problem = isFragmentPath(path) ? undefined : problemOf(resource);
    if (!problem) return;
    const { message, span, policy, written } = problem;
    const edits = written
      ? replaceScalar(resource.document, written, policy)
      : setPair(resource.document, problem.podSpec, 'restartPolicy', policy);
    const fixes = edits ? [fix.write({ policy }, { safe: false, edits: () => edits })] : [];
    const equivalents = resource.kind === 'CronJob' ? undefined : [];
    yield say[message](span, { kind: resource.kind, policy: written?.text ?? '' }, { fixes, equivalents });
  },
});

function problemOf(resource: Resource) {
  const { podSpec, document, kindSpan } = resource;
  const allowed = allowedIn(resource);
  const [policy] = allowed;
  if (!podSpec || policy === undefined || document.shared.has(podSpec)) return undefined;
  const written = asScalar(get(podSpec, 'restartPolicy'));
  const isService = policy === 'Always';
  if (written)
    return isOther(written, allowed)
      ? ({ message: isService ? 'service' : 'job', span: written.span, policy, written, podSpec } as const)
      : undefined;
  if (isService || !isWhole(resource)) return undefined;
  const span = findPair(podSpec, 'containers')?.key.span ?? kindSpan;
  return { message: 'default', span, policy, written: undefined, podSpec } as const;
}

/** A policy, but not one of these; what is no policy at all is another rule's. */
function isOther({ text }: YamlScalar, allowed: readonly string[]): boolean {
  return /^(?:Always|OnFailure|Never)$/.test(text) && !allowed.includes(text);
}

/** The first is the one to write. */
function allowedIn({ group, kind }: Resource): readonly string[] {
  if (group === 'batch') return /^(?:Job|CronJob)$/.test(kind) ? ['OnFailure', 'Never'] : [];
  const isService = group === 'apps' && /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet)$/.test(kind);
  return isService ? ['Always'] : [];
}

/** Whether what is missing is missing: all containers have images. */
function isWhole({ containers, podSpec }: Resource): boolean {
  return containers.length > 0 && containers.every(({ image }) => image !== undefined) && !findPair(podSpec, '<<');
}
