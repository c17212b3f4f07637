import { oncePer } from '../../core/once.ts';
import type { Resource } from '../kubernetes.ts';
import { asMap, get, getIn } from '../yaml/node.ts';
import { stringOf } from '../yaml/scalar.ts';
import type { Container } from './container.ts';

/** Whether a pod gets a token of its service account that nothing in the manifest hints at a use for. */
export const hasIdleToken = oncePer(({ podSpec, containers, name }: Resource): boolean => {
  if (!podSpec || get(podSpec, 'automountServiceAccountToken')) return false;
  const account = stringOf(get(podSpec, 'serviceAccountName') ?? get(podSpec, 'serviceAccount')) ?? 'default';
  return account === 'default' && !ASKS.test(name) && !containers.some(asksCluster);
});

/** A program of Kubernetes, a word of its client, or the namespace, which is needed for little else. */
function asksCluster({ image, env, command = [], args = [], name, partial }: Container): boolean {
  const words = [image, ...command, ...args, ...env.flatMap(({ nameScalar, value }) => [nameScalar, value])];
  const readsNamespace = env.some(
    ({ valueFrom }) => stringOf(getIn(asMap(valueFrom), 'fieldRef', 'fieldPath')) === 'metadata.namespace',
  );
  return partial || readsNamespace || ASKS.test(name) || words.some((word) => word && ASKS.test(word.text));
}

const ASKS =
  /kube|k8s|helm|operator|controller|leader|in-?cluster|namespace|argo|istio|linkerd|vault|consul|prometheus|metrics|autoscal|discovery|dashboard|ingress|webhook|scheduler|agent/i;
