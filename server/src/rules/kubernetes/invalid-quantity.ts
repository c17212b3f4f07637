import { isWhole, parseQuantity, repairQuantity } from '../../core/quantity.ts';
import { quantitiesOf, type QuantityField } from '../../parse/kubernetes/quantities.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import type { YamlScalar } from '../../parse/yaml/node.ts';
import { resolveScalar } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Write amounts of CPU, memory and storage as Kubernetes reads them.',
  rationale: `
The API server refuses the whole object when one quantity in it is malformed: "quantities must match the regular expression …".

A quantity is a number with a dot, not a comma, and one of \`m\`, \`k\`, \`M\`, \`G\`, \`T\`, \`P\`, \`E\` for powers of 1000 or \`Ki\`, \`Mi\`, \`Gi\`, \`Ti\`, \`Pi\`, \`Ei\` for powers of 1024, without a space and without a B. Go's own \`MiB\` is for GOMEMLIMIT only. Resources of devices, such as \`nvidia.com/gpu\`, come in whole pieces.`,
  sources: [
    'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/',
    'https://github.com/kubernetes/apimachinery/blob/master/pkg/api/resource/quantity.go',
  ],
  messages: {
    malformed:
      'The API server will refuse this {kind}: {resource} "{value}" is not a number with m, k, M, G, T, Ki, Mi, Gi, Ti or nothing behind it.',
    negative: 'The API server will refuse this {kind}: {resource} cannot be negative.',
    pieces: 'The API server will refuse this {kind}: {resource} comes in whole pieces, not as {value}.',
  },
  fixes: {
    replace: 'Write {value}',
  },
  examples: [
    {
      title: 'The unit of Go',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: cache
spec:
  containers:
    - name: cache
      image: registry.example/cache:1.4
      resources:
        limits:
          memory: 128MiB
`,
      good: `\
apiVersion: v1
kind: Pod
metadata:
  name: cache
spec:
  containers:
    - name: cache
      image: registry.example/cache:1.4
      resources:
        limits:
          memory: 128Mi
`,
    },
    {
      title: 'A decimal comma',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: cache
spec:
  containers:
    - name: cache
      image: registry.example/cache:1.4
      resources: { requests: { cpu: "0,5" } }
`,
      good: `\
apiVersion: v1
kind: Pod
metadata:
  name: cache
spec:
  containers:
    - name: cache
      image: registry.example/cache:1.4
      resources: { requests: { cpu: "500m" } }
`,
    },
  ],
  *check(resource, { say, fix }) {
    const { document, kind } = resource;
    for (const { resource: name, scalar } of quantitiesOf(resource)) {
      const value = jsonText(scalar);
      const problem = value === undefined ? undefined : problemOf(name, value);
      if (value === undefined || !problem) continue;
      const repaired = problem === 'malformed' ? repairQuantity(value, name) : undefined;
      const edits = repaired === undefined ? undefined : replaceScalar(document, scalar, repaired);
      yield say[problem](
        scalar.span,
        { kind, resource: name, value: scalar.text },
        { fixes: edits && repaired ? [fix.replace({ value: repaired }, { safe: true, edits: () => edits })] : [] },
      );
    }
  },
});

/** The text that Kubernetes parses: a plain `1_000` is the number 1000 by then, and `null` is nothing. */
function jsonText(scalar: YamlScalar): string | undefined {
  const resolved = resolveScalar(scalar);
  if (resolved.type === 'null' || resolved.type === 'bool') return undefined;
  return String(resolved.value).trim();
}

function problemOf(
  resource: QuantityField['resource'],
  value: string,
): 'malformed' | 'negative' | 'pieces' | undefined {
  // A place for a value is not a value: `${MEMORY}`, `<size>`, `MEMORY_LIMIT`, `512Mi{{ x }}`.
  if (!/^[-+.,]?\d[^${}<>]*$|^(?:unlimited|none|infinity)$/i.test(value)) return undefined;
  const quantity = parseQuantity(value);
  if (!quantity) return 'malformed';
  if (quantity.nano < 0n && resource !== 'averageValue' && resource !== 'value') return 'negative';
  return isDevice(resource) && !isWhole(quantity) ? 'pieces' : undefined;
}

/** Resources with a domain that is not Kubernetes' own. */
function isDevice(resource: string): boolean {
  return resource.includes('/') && !/(?:^|\.)kubernetes\.io\//.test(resource);
}
