FROM golang:1.27-trixie AS base
#    ^^^^^^^^^^^^^^^^^^ For another platform the compiler will be emulated and take many times as long: GOARCH is set, but the stage is not built on $BUILDPLATFORM.
FROM base AS build
ARG TARGETOS TARGETARCH
ENV CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH
RUN go build -o /a .
FROM scratch
COPY --from=build /a /a
#---
# Silent: it is, cgo, no GOARCH, a fixed platform.
FROM --platform=$BUILDPLATFORM golang:1.27-trixie AS build
ARG TARGETARCH
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /a .
FROM scratch
COPY --from=build /a /a
#---
FROM golang:1.27-trixie AS build
ARG TARGETARCH
RUN GOARCH=$TARGETARCH go build -o /a . && CGO_ENABLED=0 go build -o /b .
FROM debian:13
COPY --from=build /a /b /
#---
# A default of the argument is not the last word.
FROM golang:1.27-trixie AS build
#    ^^^^^^^^^^^^^^^^^^ For another platform the compiler will be emulated and take many times as long: GOARCH is set, but the stage is not built on $BUILDPLATFORM.
ARG TARGETARCH=amd64
ENV CGO_ENABLED=0 GOARCH=${TARGETARCH}
RUN go build -o /a .
FROM scratch
COPY --from=build /a /a
#---
# No fix: `go install` for another platform goes elsewhere; a download for the platform that the stage runs on.
FROM golang:1.27-alpine AS build
#    ^^^^^^^^^^^^^^^^^^ For another platform the compiler will be emulated and take many times as long: GOARCH is set, but the stage is not built on $BUILDPLATFORM.
ARG TARGETARCH
RUN GOARCH=$TARGETARCH CGO_ENABLED=0 go install ./cmd/a
FROM golang:1.27-trixie AS other
#    ^^^^^^^^^^^^^^^^^^ For another platform the compiler will be emulated and take many times as long: GOARCH is set, but the stage is not built on $BUILDPLATFORM.
ARG TARGETARCH
RUN curl -fsSLo /probe https://example.com/probe-$(uname -m)
RUN GOARCH=$TARGETARCH CGO_ENABLED=0 go build -o /b .
FROM scratch
COPY --from=build /go/bin/a /a
COPY --from=other /b /probe /
