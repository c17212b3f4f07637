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

/** A multi-stage Dockerfile of about this many lines. */
export function dockerfile(lines: number): string {
  const packages = Array.from({ length: lines - 24 }, (_, at) => `RUN go build -o /out/tool${at} ./cmd/tool${at}`);
  return `# syntax=docker/dockerfile:1
FROM golang:1.26-trixie AS build
ARG VERSION=dev
ENV CGO_ENABLED=0
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod \\
    go mod download
COPY . .
${packages.join('\n')}
RUN go build -o /out/app ./cmd/app

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /out/ /
USER 65532:65532
EXPOSE 8080
ENTRYPOINT /app
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
