# No USER.
FROM golang:1.27 AS build
FROM gcr.io/distroless/static-debian13
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The service will run as root: no USER follows, and gcr.io/distroless/static-debian13 sets none.
COPY --from=build /api /api
ENTRYPOINT ["/api"]
#---
FROM scratch
#    ^^^^^^^ The service will run as root: no USER follows, and scratch sets none.
COPY api /
CMD ["/api"]
#---
# Root by name, by number, with a group, with spaces that BuildKit trims.
FROM alpine:3.24
USER app
USER   0:0
#      ^^^ The service will run as root: this is the last USER of the image.
CMD ["api"]
#---
FROM alpine:3.24
ARG RUN_AS=root
USER $RUN_AS
#    ^^^^^^^ The service will run as root: this is the last USER of the image.
CMD ["api"]
#---
# A stage inherits root from its parent stage.
FROM alpine:3.24 AS base
USER root
RUN apk add --no-cache ca-certificates
FROM base
#    ^^^^ The service will run as root: it inherits the USER of stage base.
CMD ["api"]
#---
# What an image outside the table sets is not known.
FROM registry.example/team/base:4
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ [info] The service may run as root: no USER follows, and Gantry does not know which one registry.example/team/base sets.
CMD ["api"]
#---
ARG BASE
FROM $BASE
#    ^^^^^ [info] The service may run as root: no USER follows, and Gantry does not know which one the base image sets.
CMD ["api"]
#---
# A stage that starts nothing and takes nothing from a build is a tool rather than a service.
FROM golang:1.27
#    ^^^^^^^^^^^ [info] The service will run as root: no USER follows, and golang sets none.
RUN go install example.com/tool@v1.0.0
#---
# So is one to build on: an interpreter that waits for somebody to type, a system that says nothing of what to start.
FROM debian:13-slim
#    ^^^^^^^^^^^^^^ [info] The service will run as root: no USER follows, and debian sets none.
COPY --from=registry.example/build:1 /usr/local /usr/local
CMD ["python3"]
#---
FROM golang:1.27 AS build
FROM alpine:3.24
#    ^^^^^^^^^^^ [info] The service will run as root: no USER follows, and alpine sets none.
COPY --from=build /usr/local/go /usr/local/go
#---
FROM python:3.14-slim
#    ^^^^^^^^^^^^^^^^ The service will run as root: no USER follows, and python sets none.
COPY app.py /
CMD ["python3", "app.py"]
#---
# A script may step down without any help.
FROM debian:13-slim
#    ^^^^^^^^^^^^^^ [info] The service will run as root: no USER follows, and debian sets none.
COPY entrypoint.sh /
ENTRYPOINT ["/entrypoint.sh"]
CMD ["api"]
#---
# Silent: the name of an unknown image says it.
FROM registry.example/team/base:4-nonroot
CMD ["api"]
#---
# Silent: the image sets a user.
FROM gcr.io/distroless/static-debian13:nonroot
ENTRYPOINT ["/api"]
#---
FROM gcr.io/distroless/base-debian12:debug-nonroot@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
ENTRYPOINT ["/api"]
#---
FROM gcr.io/distroless/java21-debian13:nonroot
ENTRYPOINT ["/api"]
#---
FROM cgr.dev/chainguard/static
ENTRYPOINT ["/api"]
#---
FROM registry.access.redhat.com/ubi9/go-toolset:1.26
CMD ["api"]
#---
# Silent: earlier stages are not what runs.
FROM golang:1.27 AS build
USER root
FROM alpine:3.24
USER 10001
CMD ["api"]
#---
# Silent: the entrypoint steps down, or its script can.
FROM debian:13-slim
ENTRYPOINT ["/usr/local/bin/gosu", "app", "/api"]
#---
FROM alpine:3.24
RUN apk add --no-cache su-exec=0.2-r3 tini
ENTRYPOINT ["/sbin/tini", "--", "/docker-entrypoint.sh"]
#---
FROM alpine:3.24
COPY --from=tianon/gosu:1.17 /gosu-amd64 /usr/bin/gosu
ENTRYPOINT ["/docker-entrypoint.sh"]
#---
FROM alpine:3.24
ENTRYPOINT ["/init"]
#---
FROM alpine:3.24
CMD ["/usr/bin/s6-svscan", "/etc/s6"]
#---
# Silent: the user comes from the build.
FROM alpine:3.24
ARG UID
USER ${UID}
CMD ["api"]
#---
# Silent: nothing runs in a stage that only carries files.
FROM golang:1.27 AS build
FROM scratch AS export
COPY --from=build /out/ /
#---
# Silent: Windows has no root.
FROM registry.example/windows-base:ltsc2025
CMD ["api.exe"]
#---
# Silent while it is being typed.
FROM
