/** Kubernetes YAML as services have it: a Deployment with probes, its Service and its ConfigMap, over and over. */
export function manifests(lines: number): string {
  const documents: string[] = [];
  for (let at = 0, length = 0; length < lines; at++) {
    const document = [deployment, service, configMap][at % 3]?.(`svc-${at}`) ?? '';
    length += document.split('\n').length;
    documents.push(document);
  }
  return documents.join('---\n');
}

/** A monorepo's Dockerfile of at least this many lines: one toolchain stage, and a build and an image for each service. */
export function dockerfile(lines: number): string {
  const stages = [TOOLCHAIN];
  for (let at = 0, length = 0; length < lines; at++) {
    const stage = serviceStages(`svc${at}`);
    length += stage.split('\n').length;
    stages.push(stage);
  }
  return `${stages.join('\n')}ENTRYPOINT /app\n`;
}

const TOOLCHAIN = `# syntax=docker/dockerfile:1
ARG GO_VERSION=1.27
FROM golang:\${GO_VERSION}-trixie AS toolchain
ENV CGO_ENABLED=0 \\
    GOFLAGS=-trimpath
RUN apt-get update && \\
    apt-get install -y --no-install-recommends \\
      ca-certificates \\
      git \\
      make \\
      protobuf-compiler && \\
    rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod \\
    go mod download
COPY . .
`;

function serviceStages(name: string): string {
  return `# ${name}: built from ./cmd/${name}
FROM toolchain AS build-${name}
ARG VERSION=dev
RUN --mount=type=cache,target=/go/pkg/mod \\
    --mount=type=cache,target=/root/.cache/go-build \\
    go generate ./cmd/${name}/... && \\
    go vet ./cmd/${name}/... && \\
    go build -ldflags="-s -w -X main.version=\${VERSION}" -o /out/${name} ./cmd/${name}

FROM gcr.io/distroless/static-debian13:nonroot AS ${name}
LABEL org.opencontainers.image.title="${name}" \\
      org.opencontainers.image.licenses="MIT"
COPY --from=build-${name} /out/${name} /app
COPY --from=build-${name} /src/configs/${name}.yaml /etc/${name}/config.yaml
ENV CONFIG=/etc/${name}/config.yaml
EXPOSE 8080 9090
USER 65532:65532
`;
}

function deployment(name: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels: { app: ${name} }
spec:
  replicas: 3
  selector:
    matchLabels: { app: ${name} }
  template:
    metadata:
      labels: { app: ${name} }
    spec:
      containers:
        - name: app
          image: ghcr.io/acme/${name}:1.4.2
          env:
            - name: GOGC
              value: "100"
          ports:
            - name: http
              containerPort: 8080
          resources:
            requests:
              cpu: 250m
              memory: 256Mi
            limits:
              memory: 512Mi
          readinessProbe:
            httpGet:
              path: /readyz
              port: http
            periodSeconds: 5
          livenessProbe:
            httpGet:
              path: /livez
              port: http
            periodSeconds: 10
            timeoutSeconds: 2
`;
}

function service(name: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector:
    app: ${name}
  ports:
    - name: http
      port: 80
      targetPort: http
`;
}

function configMap(name: string): string {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
data:
  LOG_LEVEL: info
  config.json: |
    {
      "listen": ":8080",
      "timeout": "5s",
      "name": "${name}"
    }
`;
}
