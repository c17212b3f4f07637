FROM golang:1.27-trixie AS Builder
FROM scratch
COPY --from=buidler /a /a
#           ^^^^^^^ The build will look for an image called `buidler`: no stage has that name. There is a stage `Builder`.
COPY --from=2 /a /a
#           ^ [error] The build will fail: there is no stage 2, they are counted from 0 to 1.
RUN --mount=type=bind,from=bulder,target=/x true
#                          ^^^^^^ The build will look for an image called `bulder`: no stage has that name. There is a stage `Builder`.
#---
ARG BASE=alpine
FROM scratch
COPY --from=$BASE /a /a
#           ^^^^^ [error] The build will fail: BuildKit expands no variable in `--from`. Name a stage that starts `FROM $BASE`.
RUN --mount=from=${BASE},target=/x true
#                ^^^^^^^ [error] The build will fail: BuildKit expands no variable in `from=`. Name a stage that starts `FROM ${BASE}`.
#---
# Silent: stages in any case and order, by number, images, named contexts.
FROM alpine:3.24 AS one
COPY --from=two /a /a
FROM alpine:3.24 AS two
COPY --from=ONE /a /a
COPY --from=0 /a /a
COPY --from=nginx /etc/nginx/mime.types /etc/
COPY --from=ghcr.io/acme/one:1 /a /a
COPY --from=certificates /a /a
COPY --from=onion:1 /a /a
RUN --mount=type=cache,target=/x --mount=from=1,target=/y true
COPY --from= /a /a
#---
# Silent: the only name like it is the stage's own.
FROM golang:1.27-trixie AS builder
COPY --from=build /x /x
