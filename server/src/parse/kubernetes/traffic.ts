import { get, getIn, asMap, itemsOf, type YamlNode } from '../yaml/node.ts';
import { stringOf } from '../yaml/scalar.ts';
import type { Resource } from '../kubernetes.ts';
import type { Container } from './container.ts';

/** Whether no client asks a container: it only sleeps, or stands before the metrics of what runs beside it. */
export function servesNobody(container: Container): boolean {
  return onlySleeps(container) || /(?:^|\/)kube-rbac-proxy(?:[:@]|$)/.test(container.image?.text ?? '');
}

/** Whether it does nothing but wait for somebody to open a shell in it, or comes to an end that way. */
function onlySleeps({ command = [], args = [] }: Container): boolean {
  const words = [...command, ...args].map(({ text }) => text.trim());
  const script = words.at(-1) ?? '';
  return (
    SLEEP.test(words.join(' ')) ||
    /(?:^|[;&|\n]\s*)(?:exec\s+)?(?:sleep\s+\S+|tail\s+-f\s+\/dev\/null)[\s;]*(?:done[\s;]*)?$/.test(script)
  );
}

const SLEEP = /^(?:\S*\/)?(?:sleep \S+|tail -f \/dev\/null|pause)$/;

/** Whether clients may send requests to a container: not if all ports that it lists are for monitoring and probes. */
export function takesRequests({ ports }: Container): boolean {
  if (ports.length === 0) return true;
  return ports.some(({ name }) => !/metrics|monitor|health|probe|prom|ready|live|debug|pprof/.test(name?.text ?? ''));
}

/** Whether pods of a resource keep away from each other, so that there is one on a node anyway. */
export function isOnePerNode({ podSpec, kind }: Resource): boolean {
  const rules = asMap(getIn(podSpec, 'affinity', 'podAntiAffinity'));
  const required = itemsOf(get(rules, 'requiredDuringSchedulingIgnoredDuringExecution'));
  const preferred = itemsOf(get(rules, 'preferredDuringSchedulingIgnoredDuringExecution'));
  const terms = [...required, ...preferred.map((item) => get(asMap(item), 'podAffinityTerm'))];
  return kind === 'DaemonSet' || terms.some(isByNode);
}

function isByNode(term: YamlNode | undefined): boolean {
  return stringOf(get(asMap(term), 'topologyKey')) === 'kubernetes.io/hostname';
}
