import { portNumber } from '../../parse/kubernetes/container.ts';
import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import { probesOf } from '../../parse/kubernetes/probe.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { stringOf } from '../../parse/yaml/scalar.ts';
import type { YamlScalar } from '../../parse/yaml/node.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Give a gRPC probe the number of its port.',
  rationale: `
Probes over HTTP and TCP take the name of a port, a gRPC probe does not: its port is a number, and the API server refuses a name with "cannot unmarshal string into Go struct field GRPCAction … of type int32".`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-grpc-liveness-probe',
  ],
  messages: {
    named: 'The API server will refuse the object: a gRPC probe takes the number of a port, and {name} is a name.',
    quoted:
      'The API server will refuse the object: a gRPC probe takes the number of a port, and in quotes {name} is a name.',
  },
  fixes: { number: 'Ask port {port}' },
  examples: [
    {
      title: 'The name of a port',
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
        - name: grpc
          containerPort: 9000
      livenessProbe:
        grpc:
          port: grpc
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
        - name: grpc
          containerPort: 9000
      livenessProbe:
        grpc:
          port: 9000
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check({ containers, document }, { say, fix }) {
    for (const container of containers) {
      for (const { handler } of probesOf(container)) {
        const port = handler?.type === 'grpc' ? handler.port : undefined;
        if (!port || stringOf(port) === undefined || isToBeFilled(port)) continue;
        const number = portNumber(container, port);
        const edits = number === undefined ? undefined : replaceScalar(document, port, number);
        const fixes =
          number !== undefined && edits ? [fix.number({ port: number }, { safe: true, edits: () => edits })] : [];
        yield say[/^\d+$/.test(port.text) ? 'quoted' : 'named'](port.span, { name: port.text }, { fixes });
      }
    }
  },
});

/** `PORT` is a place for a value: names of ports have no capitals. */
function isToBeFilled(port: YamlScalar): boolean {
  return isPlaceholder(port) || /^[A-Z][A-Z\d_]+$/.test(port.text);
}
