import { basename } from '../../core/path.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { baseName } from '../../parse/dockerfile/contents.ts';
import { findEnv, type Container } from '../../parse/kubernetes/container.ts';
import { replacePair } from '../../parse/yaml/replacePair.ts';
import type { YamlValue } from '../../parse/yaml/render.ts';
import { dockerfileOfContainer } from '../../workspace/containerImage.ts';
import { lacksTool } from '../../workspace/imageContents.ts';
import { defineRule, type Fix } from '../define.ts';

/** What people call in probes and what only a distribution brings. Anything else may be a program of their own. */
const TOOLS = new Set(
  'sh bash ash dash curl wget cat test [ ls stat grep pgrep ps pidof nc ncat netstat ss find tail head sleep echo true false redis-cli pg_isready grpc_health_probe'.split(
    ' ',
  ),
);

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Probe over HTTP, TCP or gRPC where the image has no program to run.',
  rationale: `
An \`exec\` probe starts a program **inside the container**. Images built from \`scratch\` or distroless have no shell, no \`curl\` and no \`wget\`. A program that cannot be started is for the kubelet no failed probe but an errored one ("Liveness probe errored: … executable file not found"), and it throws the result away. So the probe stays as it began: liveness never restarts a hung process, readiness never lets traffic in, and a startup probe never ends, which keeps the other two from running.

The kubelet can ask over HTTP, TCP or gRPC itself and needs nothing in the image. Mind that it then calls the Pod's address: a server that listens on 127.0.0.1 only is not reached.`,
  sources: [
    'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
    'https://github.com/GoogleContainerTools/distroless',
    'https://github.com/kubernetes/kubernetes/issues/106682',
  ],
  messages: {
    livenessProbe:
      'The kubelet will never restart "{container}", however long it hangs: the liveness probe cannot run, because the image is built from {base} and has no "{tool}".',
    startupProbe:
      '"{container}" will never count as started: the startup probe cannot run, because the image is built from {base} and has no "{tool}".',
    readinessProbe:
      '"{container}" will never get traffic: the readiness probe cannot run, because the image is built from {base} and has no "{tool}".',
  },
  fixes: {
    http: 'Ask over HTTP instead: GET {path} on port {port}',
    grpc: 'Ask over gRPC instead, on port {port}',
  },
  related: {
    image: 'The image starts from {base}',
  },
  examples: [
    {
      title: 'wget in an image from scratch',
      bad: `\
-- go.mod --
module example.com/api

go 1.26
-- Dockerfile --
FROM golang:1.26-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api .

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /api /api
USER 65532:65532
ENTRYPOINT ["/api"]
-- deploy.yaml --
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: ghcr.io/acme/api:1.0
      ports:
        - name: http
          containerPort: 8080
      livenessProbe:
        exec:
          command: [wget, -q, --spider, "http://localhost:8080/livez"]
        periodSeconds: 10
`,
      good: `\
-- go.mod --
module example.com/api

go 1.26
-- Dockerfile --
FROM golang:1.26-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api .

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /api /api
USER 65532:65532
ENTRYPOINT ["/api"]
-- deploy.yaml --
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: ghcr.io/acme/api:1.0
      ports:
        - name: http
          containerPort: 8080
      livenessProbe:
        httpGet:
          path: /livez
          port: http
        periodSeconds: 10
`,
    },
  ],
  *check({ containers, document }, { say, fix, note }, { path, workspace }) {
    for (const container of containers) {
      const stage = imageOf(container, path, workspace);
      if (!stage) continue;
      for (const { probe, command } of probesOf(container)) {
        const [program] = command;
        const tool = basename(program?.text ?? '');
        if (!program || !lacksTool(stage.final, tool)) continue;
        const base = baseName(stage.final);
        const instead = replacement(command.map(({ text }) => text).join(' '), container);
        const edits = instead && replacePair(document, probe.map, instead.old, instead.key, instead.value);
        const fixes: Fix[] = [];
        // Not safe: the server may listen on 127.0.0.1 only, where the kubelet does not reach it.
        if (edits) fixes.push(fix[instead.title](instead, { safe: false, edits: () => edits }));
        const { image, from } = stage.final;
        const related = [note.image({ base }, { file: stage.file, span: image?.span ?? from.span })];
        yield say[probe.kind](program.span, { container: container.name, base, tool }, { fixes, related });
      }
    }
  },
});

/** The stage that the container runs, for containers that look their programs up in the usual places. */
function imageOf(container: Container, path: string, workspace: Workspace): { final: Stage; file: string } | undefined {
  if (!container.image || probesOf(container).length === 0 || findEnv(container, 'PATH')) return undefined;
  const link = dockerfileOfContainer(container, path, workspace);
  const final = link?.dockerfile.finalStage;
  return final && { final, file: link.path };
}

/** A tool by its name or in its usual place; another path may lead into a volume that holds it. */
function isTool(program: string): boolean {
  return TOOLS.has(basename(program)) && /^(?:(?:\/usr(?:\/local)?)?\/s?bin\/)?[^/]+$/.test(program);
}

/** The probes that run a tool. */
function probesOf({ livenessProbe, readinessProbe, startupProbe }: Container) {
  return [livenessProbe, readinessProbe, startupProbe].flatMap((probe) => {
    if (probe?.handler?.type !== 'exec') return [];
    const { command } = probe.handler;
    return isTool(command[0]?.text ?? '') ? [{ probe, command }] : [];
  });
}

const LOCAL = '(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1?\\])';
const URL_IN_COMMAND = new RegExp(`\\b(https?)://${LOCAL}(?::(\\d+))?(/[^\\s"'|&;)]*)?`);
const ADDRESS_FLAG = new RegExp(`-addr[= ]${LOCAL}?:(\\d+)`);

interface Replacement {
  readonly title: 'http' | 'grpc';
  readonly old: 'exec';
  readonly key: 'httpGet' | 'grpc';
  readonly value: YamlValue;
  readonly path: string;
  readonly port: string | number;
}

/** What the command asks for, said in the kubelet's own words; undefined if that is not plain to see. */
function replacement(command: string, container: Container): Replacement | undefined {
  const [, scheme, number, path = '/'] = URL_IN_COMMAND.exec(command) ?? [];
  if (scheme && /\b(?:curl|wget)\b/.test(command)) {
    const port = portName(Number(number ?? (scheme === 'https' ? 443 : 80)), container);
    const value = { path, port, ...(scheme === 'https' && { scheme: 'HTTPS' }) };
    return { title: 'http', old: 'exec', key: 'httpGet', value, path, port };
  }
  const address = /grpc_health_probe/.test(command) ? ADDRESS_FLAG.exec(command)?.[1] : undefined;
  const port = Number(address);
  return address ? { title: 'grpc', old: 'exec', key: 'grpc', value: { port }, path: '', port } : undefined;
}

/** The port by its name where it has one, as the rest of the manifest will say it. */
function portName(number: number, { ports }: Container): string | number {
  return ports.find(({ containerPort }) => containerPort?.value === number)?.name?.text ?? number;
}
