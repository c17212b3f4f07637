import type { TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { baseName } from '../../parse/dockerfile/contents.ts';
import { insertBefore } from '../../parse/dockerfile/edits.ts';
import { mayCopy, runMentions } from '../../parse/dockerfile/finalFiles.ts';
import { goPrograms } from '../../parse/dockerfile/goBuilds.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { isOnNetwork } from '../../workspace/programNeeds.ts';
import { defineRule } from '../define.ts';

const FILE = '/etc/ssl/certs/ca-certificates.crt';
const CERTIFICATES = /cert|ssl|\.crt|\.pem|pki|^\/etc\/?$/;

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Bring root certificates into an image that has none.',
  rationale: `
Go looks for the system's root certificates when it first makes a TLS connection. scratch has none, neither has \`debian:slim\` or BusyBox, and so every HTTPS request of the service fails with "x509: certificate signed by unknown authority", at run time, not in the build.

Copy \`${FILE}\` from the build stage, start from distroless' static image, which has them, or import \`golang.org/x/crypto/x509roots/fallback\`. A program that makes no TLS connection needs none of it: where neither EXPOSE nor go.mod shows that it talks over the network, this is but information.`,
  sources: [
    'https://pkg.go.dev/crypto/x509#SystemCertPool',
    'https://pkg.go.dev/golang.org/x/crypto/x509roots/fallback',
  ],
  messages: {
    missing:
      'HTTPS requests of the program will fail ("certificate signed by unknown authority") unless it brings roots of its own: {image} has none.',
  },
  fixes: {
    copy: 'Copy them from stage {stage}',
  },
  examples: [
    {
      title: 'A program on scratch',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM scratch
COPY --from=build /api /api
USER 65532:65532
ENTRYPOINT ["/api"]
`,
      good: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /api /api
USER 65532:65532
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }, { path, workspace }) {
    const stage = dockerfile.finalStage;
    if (!stage?.image || !lacksCertificates(stage) || goPrograms(stage).size === 0) return;
    const file = workspace.moduleOf(path);
    const requires = file?.module.requires ?? [];
    if (requires.some((each) => each.path.startsWith('golang.org/x/crypto/x509roots/fallback'))) return;
    const source = sourceOf(dockerfile, stage);
    yield say.missing(
      stage.image.span,
      { image: baseName(stage) },
      {
        fixes: source ? [fix.copy({ stage: source.name }, { safe: true, edits: source.edits })] : [],
        severity: isOnNetwork(stage, file) ? undefined : 'info',
      },
    );
  },
});

function lacksCertificates(stage: Stage): boolean {
  const { base } = stage;
  const isBare = base.kind === 'scratch' || (base.kind === 'image' && base.facts?.certificates === false);
  if (!isBare || stage.env.has('SSL_CERT_FILE') || stage.env.has('SSL_CERT_DIR')) return false;
  return !mayCopy(stage, CERTIFICATES) && !runMentions(stage, /certificates|\bcurl\b|\bwget\b|openssl|\.sh\b/);
}

/** The build stage that the program comes from, if it has certificates. */
function sourceOf({ text }: Dockerfile, stage: Stage): { name: string; edits: () => TextEdit[] } | undefined {
  const copy = stage.copies.find(({ from }) => from?.stage !== undefined);
  const origin = copy?.from?.stage;
  if (!copy || origin?.base.kind !== 'image' || origin.base.facts?.certificates !== true) return undefined;
  const name = copy.from?.value ?? '';
  return { name, edits: () => [insertBefore(text, copy.instruction, [`COPY --from=${name} ${FILE} /etc/ssl/certs/`])] };
}
