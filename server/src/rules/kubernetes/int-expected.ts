import { wrongScalars, type WrongScalar } from '../../parse/kubernetes/scalarTypes.ts';
import { unquote } from '../../parse/yaml/retype.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Write numbers without quotes where the API wants a number.',
  rationale: `
\`containerPort: "80"\` is a string in JSON, and the API server refuses the object: "cannot unmarshal string into Go struct field … of type int32". Fields that take a number or a name (\`targetPort\`, \`maxUnavailable\`, the port of a probe) take both and are left alone; with quotes around it a number there is a name that nothing has.`,
  sources: ['https://kubernetes.io/docs/reference/kubernetes-api/'],
  messages: {
    string: 'The API server will refuse the object: {name} has to be a number, and {value} is a string.',
    boolean: 'The API server will refuse the object: {name} has to be a number, and {value} is read as a boolean.',
    fraction: 'The API server will refuse the object: {name} has to be a whole number, and {value} is none.',
  },
  fixes: {
    unquote: 'Take the quotes away: {value}',
  },
  examples: [
    {
      title: 'A port in quotes',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      ports:
        - containerPort: "8080"
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
      ports:
        - containerPort: 8080
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix }, { custom }) {
    for (const wrong of wrongScalars(resource, custom)) {
      if (!isNumeric(wrong) || isGrpcPort(wrong)) continue;
      const { scalar, value, name, key } = wrong;
      const edits = value.type === 'string' && isWhole(wrong) ? unquote(resource.document, scalar) : undefined;
      const kind = value.type === 'string' ? 'string' : value.type === 'bool' ? 'boolean' : 'fraction';
      yield say[kind](
        scalar.span,
        { name: key?.text ?? name, value: scalar.text },
        { fixes: edits ? [fix.unquote({ value: scalar.text }, { safe: true, edits: () => edits })] : [] },
      );
    }
  },
});

/** `grpc-probe-named-port` speaks of those, and knows which number is meant. */
function isGrpcPort({ place, name, value }: WrongScalar): boolean {
  return place.step === 'grpc' && name === 'port' && value.type === 'string';
}

/** A quantity that is a boolean is no number either. */
function isNumeric({ wants }: WrongScalar): boolean {
  return wants !== 'string' && wants !== 'boolean';
}

function isWhole({ wants, scalar }: WrongScalar): boolean {
  return wants === 'number' || /^-?\d+$/.test(scalar.text);
}
