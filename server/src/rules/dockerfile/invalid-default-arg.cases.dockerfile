ARG TAG
FROM alpine:$TAG
#           ^^^^ Without `--build-arg TAG=…` the build stops here: the image name would be `alpine:`.
#---
ARG BASE
ARG OTHER=3
FROM ${BASE}
#    ^^^^^^^ Without `--build-arg BASE=…` the build stops here: the image name would be ``.
#---
ARG REGISTRY
FROM ${REGISTRY}/team/app:1
#    ^^^^^^^^^^^ Without `--build-arg REGISTRY=…` the build stops here: the image name would be `/team/app:1`.
#---
ARG DISTRO=""
FROM docker.io/library/${DISTRO}
#                      ^^^^^^^^^ Without `--build-arg DISTRO=…` the build stops here: the image name would be `docker.io/library/`.
#---
ARG SUFFIX="pine:"
FROM al${SUFFIX}
#      ^^^^^^^^^ Without `--build-arg SUFFIX=…` the build stops here: the image name would be `alpine:`.
#---
# A default that is made of another one.
ARG BASE
ARG MAJOR
ARG MINOR=16
ARG VERSION="${MAJOR}.${MINOR}"
FROM "${BASE}:${VERSION}"
#     ^^^^^^^ Without `--build-arg BASE=…` the build stops here: the image name would be `:.16`.
#---
# Single quotes keep the dollar.
ARG VERSION=1
ARG TAG='$VERSION'
FROM alpine:$TAG
#           ^^^^ Without `--build-arg TAG=…` the build stops here: the image name would be `alpine:$VERSION`.
#---
# Silent: a default for what has none, with and without the colon.
ARG BASE
ARG NAME
ARG TAG=${BASE-3.24}
FROM ${BASE-alpine} AS a
FROM al${NAME+x}pine:$TAG
#---
# Silent: a default, here or at the use; an empty one that leaves an image; a name that is not declared at all.
ARG TAG=3.24
ARG VARIANT
ARG PREFIX=
FROM alpine:$TAG
FROM alpine:${OTHER:-3.24}
FROM ${PREFIX}alpine:3.24${VARIANT}
FROM $NOWHERE
FROM scratch
#---
# Silent while it is being typed.
ARG TAG
FROM
