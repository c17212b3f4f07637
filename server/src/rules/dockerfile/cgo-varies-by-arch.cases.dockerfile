FROM --platform=$BUILDPLATFORM golang:1.27-trixie AS build
ARG TARGETOS TARGETARCH
ENV GOOS=$TARGETOS GOARCH=$TARGETARCH
RUN go build -o /a .
#   ^^^^^^^^ The program will differ by platform: cgo is on where the compiler runs, and off for every other platform.
FROM debian:13
COPY --from=build /a /a
#---
# Silent: said, no compiler, one platform, an image without a C library (another rule's).
FROM --platform=$BUILDPLATFORM golang:1.27-trixie AS build
ARG TARGETARCH
RUN CGO_ENABLED=1 GOARCH=$TARGETARCH go build -o /a .
FROM debian:13
COPY --from=build /a /a
#---
FROM --platform=$BUILDPLATFORM golang:1.27-alpine AS build
ARG TARGETARCH
RUN GOARCH=$TARGETARCH go build -o /a .
FROM debian:13
COPY --from=build /a /a
#---
FROM golang:1.27-trixie AS build
RUN go build -o /a .
FROM debian:13
COPY --from=build /a /a
