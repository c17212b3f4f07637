ARG TAG=3.24
FROM alpine:$TGA
#           ^^^^ The build will fail or start from another image: no ARG `TGA` stands before the first FROM. `TAG` does.
#---
FROM ${BASE} AS a
#    ^^^^^^^ The build will fail or start from another image: no ARG `BASE` stands before the first FROM.
CMD ["a"]
#---
FROM alpine:3.24 AS a
ARG TAG=3.24
FROM alpine:$TAG
#           ^^^^ The build will fail or start from another image: ARG `TAG` stands inside a stage, where FROM cannot see it.
#---
FROM --platform=$PLATFORM alpine:3.24
#               ^^^^^^^^^ The build will fail or start from another image: no ARG `PLATFORM` stands before the first FROM.
CMD ["a"]
#---
FROM --platform=$TARGET_PLATFORM alpine:3.24
#               ^^^^^^^^^^^^^^^^ The build will fail or start from another image: no ARG `TARGET_PLATFORM` stands before the first FROM. `TARGETPLATFORM` needs none.
CMD ["a"]
#---
# What is left is an image: then the build starts from another one.
FROM alpine:3.24$SUFFIX
#               ^^^^^^^ [warning] The build will fail or start from another image: no ARG `SUFFIX` stands before the first FROM.
#---
FROM debian:${VERSION:-13}
#           ^^^^^^^^^^^^^^ [warning] `--build-arg VERSION=…` will change nothing: no ARG `VERSION` stands before the first FROM, so the default always counts.
CMD ["a"]
#---
# Silent: declared, automatic, predefined, optional.
ARG TAG
ARG FLAVOUR=-slim
FROM --platform=$BUILDPLATFORM alpine:${TAG:-3.24} AS a
FROM debian:13${FLAVOUR} AS b
FROM --platform=${TARGETPLATFORM} a AS c
FROM a-$TARGETARCH AS d
FROM $TARGETSTAGE
