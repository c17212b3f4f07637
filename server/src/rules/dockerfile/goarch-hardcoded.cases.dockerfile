FROM golang:1.27-trixie AS build
ENV GOOS=linux GOARCH=arm64
#                     ^^^^^ An image for another platform will not start ("exec format error"): the program is always built for arm64.
RUN go build -o /a .
FROM scratch
COPY --from=build /a /a
#---
# A contradiction in a file that knows its target.
FROM --platform=$BUILDPLATFORM golang:1.27-trixie AS build
ARG TARGETOS
RUN GOOS=$TARGETOS GOARCH="amd64" go build -o /a .
#                         ^^^^^^^ [warning] An image for another platform will not start ("exec format error"): the program is always built for amd64.
FROM scratch
COPY --from=build /a /a
#---
# Silent: the target's, one of several, a final stage for one platform, programs that stay behind.
FROM golang:1.27-trixie AS build
ARG TARGETARCH
RUN GOARCH=$TARGETARCH go build -o /a . && GOARCH=arm64 go build -o /unused .
FROM scratch
COPY --from=build /a /a
#---
FROM golang:1.27-trixie AS build-amd64
RUN GOARCH=amd64 go build -o /a .
FROM scratch
COPY --from=build-amd64 /a /a
#---
FROM golang:1.27-trixie AS build
RUN GOARCH=amd64 go build -o /a .
FROM --platform=linux/amd64 scratch
COPY --from=build /a /a
#---
# Silent: an argument that the build may set, an image for one architecture.
FROM golang:1.27-trixie AS build
ARG TARGETARCH=amd64
ENV GOARCH=${TARGETARCH}
RUN go build -o /a .
FROM golang:1.27-trixie AS other
ARG GOARCH=amd64
RUN go build -o /b .
FROM scratch
COPY --from=build /a /a
COPY --from=other /b /b
#---
FROM golang:1.27-alpine AS build
RUN GOARCH=arm64 go build -o /a .
FROM arm64v8/alpine:3.24
COPY --from=build /a /a
#---
# No fix: `go install` for another platform goes elsewhere.
FROM golang:1.27-trixie AS build
RUN GOARCH=amd64 go install ./cmd/a
#          ^^^^^ An image for another platform will not start ("exec format error"): the program is always built for amd64.
FROM scratch
COPY --from=build /go/bin/a /a
