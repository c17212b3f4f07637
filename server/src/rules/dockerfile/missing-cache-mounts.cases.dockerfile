FROM golang:1.27-trixie AS build
COPY go.mod go.sum ./
RUN go mod download
RUN go test ./... && go build -o /a .
#   ^^^^^^^ Every changed file compiles all packages again: the build cache of Go starts empty.
RUN go build -o /b ./b
#---
# Modules that no layer holds need a mount as well; another user needs the cache to be theirs.
FROM golang:1.27-trixie AS build
ENV GOCACHE=/cache/build GOMODCACHE=/cache/mod
USER 1000
RUN go build -o /tmp/a .
#   ^^^^^^^^ Every changed file compiles all packages again: the build cache of Go starts empty.
#---
# No fix: whose home it is nobody knows.
FROM registry.example/go:1 AS build
RUN go build -o /a .
#   ^^^^^^^^ Every changed file compiles all packages again: the build cache of Go starts empty.
#---
# Silent: mounted, on a folder above, by a variable; tools from elsewhere; nothing compiled.
FROM golang:1.27-trixie AS build
RUN --mount=type=cache,target=/root/.cache go build -o /a .
RUN --mount=type=cache,target=$GOCACHE go build -o /a .
RUN go install example.com/tool@v1.0.0 && go vet ./... && go mod download
