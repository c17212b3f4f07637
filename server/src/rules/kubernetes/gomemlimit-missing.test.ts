import assert from 'node:assert/strict';
import { test } from 'node:test';
import { say } from '../../engine/catalogue.ts';
import { DEFAULT_CONFIG } from '../../engine/config.ts';
import { lintText } from '../../engine/lint.ts';
import { parseTxtar } from '../../testing/txtar.ts';
import { createWorkspace } from '../../workspace/snapshot.ts';

const GO_MOD = 'module example.com/acme/api\n\ngo 1.26\n';
const DOCKERFILE = `\
FROM golang:1.26-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -o /api .

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /api /api
USER 65532:65532
ENTRYPOINT ["/api"]
`;
const POD = `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: main
      image: registry.example:5000/acme/api:1.4
      resources: { limits: { memory: 512Mi } }
`;

interface Files {
  readonly goMod?: string;
  readonly dockerfile?: string;
  readonly pod?: string;
}

/** The findings in a small workspace: severity, whether the fix is safe, and what explains the finding. */
function found({ goMod = GO_MOD, dockerfile = DOCKERFILE, pod = POD }: Files): string[] {
  const files = parseTxtar(`-- go.mod --\n${goMod}-- Dockerfile --\n${dockerfile}-- deploy.yaml --\n${pod}`);
  const workspace = createWorkspace(new Map([...files].map(([name, text]) => [`/${name}`, text])));
  return lintText('/deploy.yaml', pod, { workspace, config: DEFAULT_CONFIG })
    .filter(({ rule }) => rule === 'kubernetes/gomemlimit-missing')
    .map(({ rule, severity, fixes, related }) => {
      const notes = related.map(({ message, file }) => `${file}: ${say(rule, message, 'en')}`);
      return [severity, fixes[0]?.safe, ...notes].join(' · ');
    });
}

const BUILT = '/Dockerfile: This Dockerfile builds the image from the Go module example.com/acme/api';

test('an image is Go if a Dockerfile of the workspace builds it from a module', () => {
  assert.deepEqual(found({}), [`warning · true · ${BUILT}`]);
});

test('a comment names the Dockerfile where the names do not agree', () => {
  const pod = POD.replace('acme/api', 'acme/other');
  assert.deepEqual(found({ pod }), []);
  assert.deepEqual(found({ pod: pod.replace('- name', '# gantry: dockerfile=Dockerfile\n    - name') }), [
    `warning · true · ${BUILT}`,
  ]);
});

test('a module that reads the cgroup itself needs no variable', () => {
  const goMod = `${GO_MOD}\nrequire github.com/KimMachineGun/automemlimit v0.7.5\n`;
  assert.deepEqual(found({ goMod }), []);
});

test('the image may set it', () => {
  assert.deepEqual(found({ dockerfile: `${DOCKERFILE}ENV GOMEMLIMIT=460MiB\n` }), []);
});

test('a shell script may set it, or run something else: then it is a question', () => {
  const pod = `${POD}      command: [/bin/sh, /scripts/run.sh]\n`;
  assert.deepEqual(found({ pod }), [`info · false · ${BUILT}`]);
  const certain = pod.replace('name: main', 'name: main # gantry: go');
  assert.deepEqual(found({ pod: certain }), [`warning · true · ${BUILT}`]);
});
