import { equivalentsOf } from '../../core/kubernetes/peerChecks.ts';
import type { Resource } from '../kubernetes.ts';
import { asMap, get, getIn } from '../yaml/node.ts';
import { stringOf } from '../yaml/scalar.ts';

/** Where annotations stand that reach an object: its own, and those of what it makes. */
const PLACES = [[], ['spec', 'template'], ['spec', 'jobTemplate'], ['spec', 'jobTemplate', 'spec', 'template']];

/**
 * The checks that annotations of other linters silence in an object, as rules name their equivalents:
 * `ignore-check.kube-linter.io/<check>: …`, `kube-score/ignore: <check>, …`,
 * `polaris.fairwinds.com/<check>-exempt: "true"`.
 */
export function ignoredChecks({ root }: Pick<Resource, 'root'>): readonly string[] {
  const maps = PLACES.map((place) => asMap(getIn(root, ...place, 'metadata', 'annotations')));
  return maps.flatMap((map) =>
    (map?.pairs ?? []).flatMap(({ key }) => {
      const name = key.type === 'scalar' ? key.text : '';
      return checksOf(name, stringOf(get(map, name)) ?? '');
    }),
  );
}

function checksOf(name: string, value: string): readonly string[] {
  const key = name.slice(name.indexOf('/') + 1);
  if (name.startsWith('ignore-check.kube-linter.io/')) return [`kube-linter:${key}`];
  if (name === 'kube-linter.io/ignore-all') return equivalentsOf('kube-linter');
  if (name.startsWith('polaris.fairwinds.com/')) return exempted(key, value);
  if (name !== 'kube-score/ignore') return [];
  const checks = value.split(/[\s,]+/);
  return checks.filter(Boolean).map((check) => `kube-score:${check}`);
}

function exempted(key: string, value: string): readonly string[] {
  if (!/^true\b/i.test(value) || !/^(?:[\w]+-)?exempt$/.test(key)) return [];
  return key === 'exempt' ? equivalentsOf('polaris') : [`polaris:${key.replace(/-exempt$/, '')}`];
}
