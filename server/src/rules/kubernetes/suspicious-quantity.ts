import { parseQuantity, type Quantity } from '../../core/quantity.ts';
import { quantitiesOf, type QuantityField } from '../../parse/kubernetes/quantities.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Write the unit that is meant.',
  rationale: `
A quantity without a suffix counts bytes or cores, and \`m\` is a thousandth. \`memory: 500m\` is half a byte and \`memory: 128\` are 128 bytes: the container is killed before it has begun. \`cpu: 500\` asks for five hundred cores, and no node will ever be found for the pod. The API server takes all of them.`,
  sources: [
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory',
    'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/',
  ],
  messages: {
    bytes: 'The container will not get anywhere with {value} of {resource}, which is {amount} bytes.',
    cores: 'No node will be found for the pod: {value} means {value} cores.',
  },
  fixes: {
    write: 'Write {meant}',
  },
  examples: [
    {
      title: 'Thousandths of a byte',
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
          memory: 500m
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
          memory: 500Mi
`,
    },
  ],
  *check(resource, { say, fix }) {
    for (const field of quantitiesOf(resource)) {
      const quantity = parseQuantity(field.scalar.text);
      const problem = quantity && problemOf(field, quantity);
      // A quota may well be large.
      if (!problem || (problem.kind === 'cores' && !resource.podSpec)) continue;
      const { scalar } = field;
      const edits = problem.meant === undefined ? undefined : replaceScalar(resource.document, scalar, problem.meant);
      const fixes: Fix[] = edits
        ? [fix.write({ meant: problem.meant ?? '' }, { safe: false, edits: () => edits })]
        : [];
      const names = { value: scalar.text, resource: field.resource, amount: problem.amount };
      yield say[problem.kind](scalar.span, names, { fixes });
    }
  },
});

interface Problem {
  readonly kind: 'bytes' | 'cores';
  readonly meant: string | undefined;
  readonly amount: string;
}

const NANO = 1_000_000_000n;
/** Less than a page of a small system: no program, no volume is meant. */
const FEW_BYTES = 100_000n;
/** The largest machines that are for rent have fewer. */
const MANY_CORES = 200n;

function problemOf({ resource, scalar }: QuantityField, { nano }: Quantity): Problem | undefined {
  const [, digits, suffix] = /^(\d+)([A-Za-z]*)$/.exec(scalar.text) ?? [];
  if (nano <= 0n || digits === undefined) return undefined;
  if (resource === 'cpu') {
    const isMany = nano >= MANY_CORES * NANO && suffix === '';
    return isMany ? { kind: 'cores', meant: `${digits}m`, amount: digits } : undefined;
  }
  if (!/^(?:memory|ephemeral-storage|storage|sizeLimit)$/.test(resource) || nano >= FEW_BYTES * NANO) return undefined;
  const isPlain = suffix === '' || suffix === 'm';
  return { kind: 'bytes', meant: isPlain ? `${digits}Mi` : undefined, amount: String(Number(nano) / Number(NANO)) };
}
