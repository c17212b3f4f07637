ARG VERSION=1
FROM alpine:3.24
LABEL version=$VERSION
#             ^^^^^^^^ `$VERSION` is empty here: an ARG before the first FROM reaches a stage only if the stage names it again.
LABEL again="${VERSION}"
#---
# Platform arguments have to be asked for, too, whatever the image is.
FROM --platform=$BUILDPLATFORM registry.example/go AS build
ENV GOARCH=$TARGETARCH
#          ^^^^^^^^^^^ `$TARGETARCH` is empty here: BuildKit tells it only to a stage that asks for it with ARG.
#---
# A base image outside the table may set the variable itself.
ARG VERSION=1
FROM registry.example/base:1
COPY app-${VERSION} /app
#        ^^^^^^^^^^ [info] `$VERSION` is empty here: an ARG before the first FROM reaches a stage only if the stage names it again.
#---
# Once a stage, not once a file.
ARG V=1
FROM alpine:3.24 AS a
WORKDIR /a/$V
#          ^^ `$V` is empty here: an ARG before the first FROM reaches a stage only if the stage names it again.
FROM alpine:3.24 AS b
WORKDIR /b/$V
#          ^^ `$V` is empty here: an ARG before the first FROM reaches a stage only if the stage names it again.
#---
# The same name on both sides does not bring it in.
ARG GOOS
FROM golang:1.27-trixie AS build
ENV CGO_ENABLED=0 \
    GOOS=${GOOS}
#        ^^^^^^^ `$GOOS` is empty here: an ARG before the first FROM reaches a stage only if the stage names it again.
#---
# Silent: FROM and --platform see global ARGs; a stage that names it again, or inherits from one that did, has it.
ARG VERSION=3.24
ARG PLATFORM=linux/amd64
FROM --platform=$PLATFORM alpine:${VERSION} AS base
ARG VERSION
LABEL version=$VERSION
FROM base
LABEL also=$VERSION
#---
# Silent: a default shows that the author knows; RUN is the shell's business; the image of golang sets GOPATH.
ARG VERSION=1
ARG GOPATH=/x
FROM golang:1.27-trixie
LABEL version=${VERSION:-dev}
RUN echo $VERSION
WORKDIR $GOPATH/src
#---
# Silent: quoted or escaped it is no variable.
ARG VERSION=1
FROM alpine:3.24
LABEL a='$VERSION' b=\$VERSION
