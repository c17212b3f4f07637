FROM alpine:3.24
ENV GOMEMLIMIT=1GiB
#   ^^^^^^^^^^^^^^^ The value 1GiB will meet containers with other memory limits: it belongs beside the limit, in the manifest.
#---
# Silent: other stages, off, values that the build decides.
FROM golang:1.27-trixie AS build
ENV GOMEMLIMIT=4GiB
FROM alpine:3.24
ARG LIMIT
ENV GOMEMLIMIT=$LIMIT
#---
FROM alpine:3.24
ENV GOMEMLIMIT=off
