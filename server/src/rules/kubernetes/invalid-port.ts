import { nameProblem } from '../../core/kubernetes/names.ts';
import { PORT_NAMES, PORTS } from '../../core/kubernetes/ranges.ts';
import { fieldsOf, isPlaceholder, type ScalarField } from '../../parse/kubernetes/fields.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { integerOf, resolveScalar } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

const HIGHEST = 65_535;

/** What the API server gives out unless its flags say otherwise. */
const NODE_PORTS = { min: 30_000, max: 32_767 };

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Write ports as numbers from 1 to 65535, or as names.',
  rationale: `
A port of TCP or UDP is a number from 1 to 65535, and the API server refuses an object with any other. Where a name may stand for it (\`targetPort\`, probes, Ingresses, NetworkPolicies) a text is a name, even one of digits alone: \`targetPort: "8080"\` is refused, because a name has at least one letter. Names have up to 15 lower case letters, digits and single dashes.

Node ports go from 30000 to 32767. That can be changed for a cluster, so another number is information.`,
  sources: [
    'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
    'https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport',
    'https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go',
  ],
  equivalents: ['kube-linter:invalid-target-ports'],
  messages: {
    range: 'The API server will refuse the object: {name} goes from 1 to 65535, and {value} is not among them.',
    quoted:
      'The API server will refuse the object: in quotes {value} is the name of a port, and a name has at least one letter.',
    name: 'The API server will refuse the object: {value} is no name of a port, which has up to 15 lower case letters, digits and single dashes, and at least one letter.',
    nodePort: 'Most clusters will refuse the object: their node ports go from 30000 to 32767, and {value} is none.',
  },
  fixes: {
    unquote: 'Write the number {value}',
  },
  examples: [
    {
      title: 'A number in quotes',
      bad: `\
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector:
    app: api
  ports:
    - port: 80
      targetPort: "8080"
`,
      good: `\
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector:
    app: api
  ports:
    - port: 80
      targetPort: 8080
`,
    },
  ],
  *check(resource, { say, fix }) {
    for (const field of fieldsOf(resource).scalars) {
      const { name, scalar } = field;
      const problem = problemOf(field);
      if (!problem) continue;
      const value = scalar.text;
      const equivalents = name === 'targetPort' ? undefined : [];
      if (problem === 'range') yield say.range(scalar.span, { name, value }, { equivalents });
      else if (problem === 'nodePort') yield say.nodePort(scalar.span, { value }, { equivalents, severity: 'info' });
      else if (problem === 'name') yield say.name(scalar.span, { value }, { equivalents });
      else {
        const edits = isPort(Number(value)) ? replaceScalar(resource.document, scalar, Number(value)) : undefined;
        const isName = field.place.type.name === 'V1ServiceBackendPort';
        const fixes = edits && !isName ? [fix.unquote({ value }, { safe: true, edits: () => edits })] : [];
        yield say.quoted(scalar.span, { value }, { fixes, equivalents });
      }
    }
  },
});

function problemOf(field: ScalarField): 'range' | 'nodePort' | 'quoted' | 'name' | undefined {
  const { place, name, scalar } = field;
  const id = `${place.type.name}.${name}`;
  const number = Object.hasOwn(PORTS, id) && !isPlaceholder(scalar) ? integerOf(scalar) : undefined;
  if (number !== undefined) return numberProblem(number, id);
  if (!PORT_NAMES.has(id) || resolveScalar(scalar).type !== 'string' || isToBeFilled(field)) return undefined;
  if (nameProblem(scalar.text, 'port') === undefined || isOfProbe(field)) return undefined;
  return /^\d+$/.test(scalar.text) ? 'quoted' : 'name';
}

function numberProblem(number: number, id: string): 'range' | 'nodePort' | undefined {
  if (number === 0 && PORTS[id]?.zero) return undefined;
  if (!isPort(number)) return 'range';
  return id === 'V1ServicePort.nodePort' && (number < NODE_PORTS.min || number > NODE_PORTS.max)
    ? 'nodePort'
    : undefined;
}

function isPort(number: number): boolean {
  return number >= 1 && number <= HIGHEST;
}

/** `""` is no field, and capitals are a template's. */
function isToBeFilled({ scalar }: ScalarField): boolean {
  return scalar.text === '' || isPlaceholder(scalar) || /^[A-Z][A-Z\d_]*$/.test(scalar.text);
}

/** `probe-named-port-missing` speaks of those that a port could have, but for signs, and of numbers. */
function isOfProbe({ place, scalar }: ScalarField): boolean {
  return place.parent?.type.name === 'V1Probe' && /^[a-z\d-]+$/.test(scalar.text);
}
