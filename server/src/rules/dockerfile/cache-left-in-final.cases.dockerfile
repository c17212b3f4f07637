FROM debian:13
RUN apt-get update \
    && apt-get -y install curl \
#      ^^^^^^^^^^^^^^^^^^ The package lists stay in the image: this RUN does not remove them.
    && curl -V
RUN dnf install -y a
#   ^^^^^^^^^^^ The package lists stay in the image: this RUN does not remove them.
#---
# What comes from elsewhere does not clean up.
FROM debian:13
RUN apt-get update && apt-get install -y curl && curl https://example.com/setup.sh | bash
#                     ^^^^^^^^^^^^^^^ The package lists stay in the image: this RUN does not remove them.
#---
FROM alpine:3.24 AS base
RUN apk update && apk add -U curl
#                 ^^^^^^^ The package index stays in the image: apk keeps it without --no-cache.
FROM base
#---
# Silent: removed, mounted, not in the image.
FROM debian:13 AS build
RUN apt-get update && apt-get install -y gcc
FROM debian:13
RUN apt-get update && apt-get install -y a && apt-get clean && rm -rf /tmp/* /var/lib/apt/lists/*
RUN --mount=type=cache,target=/var/lib/apt/lists --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y b
RUN yum install -y a && yum clean all
RUN microdnf install -y a && rm -rf /var/cache/*
#---
FROM alpine:3.24
RUN apk --no-cache add a && apk add --no-cache b && apk add c && rm -rf /var/cache/apk/*
RUN --mount=type=cache,target=/var/cache/apk apk add d
RUN ./install.sh && apk add e
RUN apk add f && sh /tmp/clean.sh
