import type { Span, TextEdit } from '../../core/text.ts';
import { basename } from '../../core/path.ts';
import type { User } from '../../parse/dockerfile/model.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import type { Container } from '../../parse/kubernetes/container.ts';
import { setPair } from '../../parse/yaml/edit.ts';
import { asMap, get } from '../../parse/yaml/node.ts';
import { dockerfileOfContainer } from '../../workspace/containerImage.ts';
import { userId } from '../../workspace/userId.ts';
import { defineRule, type Fix } from '../define.ts';

/** The unprivileged user that distroless and Chainguard images agree on. */
const NONROOT = 65532;

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Give a number as the user of an image that must not run as root.',
  rationale: `
With \`runAsNonRoot: true\` the kubelet checks before it starts a container that its user is not root. It cannot look into the image's \`/etc/passwd\`, so a name tells it nothing: the container stays in \`CreateContainerConfigError\` with "container has runAsNonRoot and image has non-numeric user". A number, either as \`runAsUser\` in the manifest or in the Dockerfile's \`USER\`, settles it.`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://docs.docker.com/reference/dockerfile/#user',
  ],
  messages: {
    name: 'The kubelet will refuse to start "{container}": the image runs as "{user}", and it cannot tell whether that name is root.',
  },
  fixes: {
    runAsUser: 'Set runAsUser to {id}',
    dockerfile: 'Write USER {id} in {file}',
  },
  related: {
    user: 'The image runs as "{user}"',
  },
  examples: [
    {
      title: 'A user by its name',
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

FROM alpine:3.24
RUN adduser -D -u 10001 app
COPY --from=build /api /api
# gantry: ignore non-numeric-user — the manifest says the number
USER app
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
      securityContext:
        runAsNonRoot: true
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

FROM alpine:3.24
RUN adduser -D -u 10001 app
COPY --from=build /api /api
# gantry: ignore non-numeric-user — the manifest says the number
USER app
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
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
`,
    },
  ],
  *check(resource, { say, fix, note }, { path, workspace }) {
    for (const container of resource.containers) {
      const { image, name, partial } = container;
      const asked = asksForNonRoot(container);
      if (!image || partial || !asked) continue;
      const link = dockerfileOfContainer(container, path, workspace);
      const stage = link?.dockerfile.finalStage;
      const named = stage && namedUser(stage.user);
      if (!link || !named) continue;
      const { user, span } = named;
      const known = userId(stage, user);
      const id = known ?? NONROOT;
      const inManifest = addRunAsUser(resource, container, id);
      const inDockerfile = { span: { start: span.start, end: span.start + user.length }, newText: String(id) };
      const fixes: Fix[] = [
        // Without the number that the image gives the name, files of that user may become unreadable.
        ...(inManifest ? [fix.runAsUser({ id }, { safe: known !== undefined, edits: () => inManifest })] : []),
        fix.dockerfile(
          { id, file: basename(link.path) },
          { safe: false, file: link.path, edits: () => [inDockerfile] },
        ),
      ];
      const related = [note.user({ user }, { file: link.path, span })];
      yield say.name(asked, { container: name, user }, { fixes, related });
    }
  },
});

/** Where it is written that the user must not be root, if nothing says which user it is. */
function asksForNonRoot({ securityContext: { runAsNonRoot, runAsUser } }: Container): Span | undefined {
  return runAsNonRoot?.value === true && !runAsUser ? runAsNonRoot.span : undefined;
}

/** A user that the Dockerfile names by a word. A variable or the base image may hide a number. */
function namedUser({ value, span }: User): { user: string; span: Span } | undefined {
  const user = value?.split(':')[0];
  if (!user || !span || span.end - span.start !== value.length) return undefined;
  return /^\d+$/.test(user) ? undefined : { user, span };
}

function addRunAsUser(
  { document, podSpec }: Resource,
  container: Container,
  id: number,
): readonly TextEdit[] | undefined {
  const owner = container.securityContext.runAsNonRoot?.from === 'pod' ? podSpec : container.map;
  const map = asMap(get(owner, 'securityContext'));
  return map && setPair(document, map, 'runAsUser', id, ['runAsNonRoot']);
}
