ARG TARGETOS=linux
#   ^^^^^^^^^^^^^^ [info] Every platform will get linux: a default of TARGETOS wins over what BuildKit sets.
FROM alpine:3.24
ARG A=1 TARGETARCH="arm64" B
#       ^^^^^^^^^^^^^^^^^^ Every platform will get "arm64": a default of TARGETARCH wins over what BuildKit sets.
#---
# The machine that builds.
ARG BUILDPLATFORM=linux/amd64
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ Every machine that builds will be taken for linux/amd64: a default of BUILDPLATFORM wins over what BuildKit sets.
FROM --platform=$BUILDPLATFORM alpine:3.24
#---
# Silent: no default, an own name, a default at the use.
FROM alpine:3.24
ARG TARGETARCH
ARG TARGETOS=
ARG ARCH=amd64
ARG BUILDARCH=${BUILDARCH}
ENV GOARCH=${TARGETARCH:-amd64}
