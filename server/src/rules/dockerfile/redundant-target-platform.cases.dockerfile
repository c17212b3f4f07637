FROM --platform=$TARGETPLATFORM alpine:3.24 AS a
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^ `--platform=$TARGETPLATFORM` changes nothing: the target platform is what FROM takes without it.
FROM --platform=${TARGETPLATFORM} alpine:3.24
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `--platform=${TARGETPLATFORM}` changes nothing: the target platform is what FROM takes without it.
#---
# A default counts as little.
FROM --platform=${TARGETPLATFORM:-linux/amd64} alpine:3.24
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `--platform=${TARGETPLATFORM:-linux/amd64}` changes nothing: the target platform is what FROM takes without it.
#---
# Silent: other platforms, put together ones.
ARG PLATFORM=linux/amd64
FROM --platform=$BUILDPLATFORM alpine:3.24
FROM --platform=linux/$TARGETARCH alpine:3.24
FROM --platform=$PLATFORM alpine:3.24
FROM --platform=linux/amd64 alpine:3.24 AS amd64
