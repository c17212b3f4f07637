FROM --platform=${BUILDPLATFORM} golang:1.27-trixie AS build
ARG TARGETARCH
ENV GOOS=linux
RUN go build -o /a .
#   ^^^^^^^^ An image for another platform will not start ("exec format error"): the stage runs on $BUILDPLATFORM and GOARCH is not set.
FROM scratch
COPY --from=build /a /a
#---
# Silent: set, in whatever way; a tool for the build; a final image for the same platform; no such platform.
FROM --platform=$BUILDPLATFORM golang:1.27-trixie AS build
ARG TARGETARCH
ENV GOARCH=$TARGETARCH
RUN go build -o /a .
FROM scratch
COPY --from=build /a /a
#---
FROM --platform=$BUILDPLATFORM golang:1.27-trixie AS build
RUN export GOARCH=arm64 && go build -o /a .
FROM scratch
COPY --from=build /a /a
#---
FROM --platform=$BUILDPLATFORM golang:1.27-trixie AS tool
RUN go build -o /gen . && /gen > /out
FROM scratch
COPY --from=tool /out /out
#---
FROM golang:1.27-trixie AS build
RUN go build -o /a .
FROM scratch
COPY --from=build /a /a
#---
# Silent: set in a heredoc, by what only the build knows.
FROM --platform=$BUILDPLATFORM golang:1.27-trixie AS build
ARG TARGETARCH
RUN <<EOF
set -e
export GOARCH="$TARGETARCH"
go build -o /a .
EOF
FROM scratch
COPY --from=build /a /a
#---
# No fix: `go install` for another platform goes elsewhere.
FROM --platform=$BUILDPLATFORM golang:1.27-trixie AS build
RUN go install ./cmd/a
#   ^^^^^^^^^^ An image for another platform will not start ("exec format error"): the stage runs on $BUILDPLATFORM and GOARCH is not set.
FROM scratch
COPY --from=build /go/bin/a /a
