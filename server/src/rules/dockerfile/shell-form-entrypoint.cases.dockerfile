# dash, the shell of Debian and Ubuntu, stays PID 1 and passes nothing on.
FROM debian:13-slim
USER 65532
ENTRYPOINT /api --port 8080
#          ^^^^^^^^^^^^^^^^ SIGTERM will not reach `/api`: `/bin/sh` stays PID 1 and passes no signals on, so every stop ends in SIGKILL.
#---
# Of an image that is not in the table nothing better is known.
FROM registry.example/base:1.2
USER 65532
CMD api
#   ^^^ SIGTERM may not reach `api`: shell form makes `/bin/sh` PID 1, and many a shell passes no signals on.
#---
# BusyBox replaces itself by the last command. That is luck: the line still goes through a shell.
FROM alpine:3.24
USER 65532
ENTRYPOINT ["/entry.sh"]
CMD ["unused"]
ENTRYPOINT PORT=80 api
#          ^^^^^^^^^^^ SIGTERM reaches `api` only as long as this image's `/bin/sh` replaces itself by it: shell form makes the shell PID 1.
#---
# bash does so too, unless there is a redirection.
FROM fedora:44
USER 65532
CMD api 2>&1
#   ^^^^^^^^ SIGTERM will not reach `api`: `/bin/sh` stays PID 1 and passes no signals on, so every stop ends in SIGKILL.
#---
# A pipe keeps even BusyBox.
FROM alpine:3.24
USER 65532
CMD api | tee /var/log/api
#   ^^^^^^^^^^^^^^^^^^^^^^ SIGTERM will not reach `api`: `/bin/sh` stays PID 1 and passes no signals on, so every stop ends in SIGKILL.
#---
# No shell, no start. The debug variants keep theirs in /busybox, where shell form does not look.
FROM golang:1.27 AS build
FROM gcr.io/distroless/static-debian13:debug-nonroot
COPY --from=build /api /api
ENTRYPOINT /api
#          ^^^^ [error] The container will not start: shell form runs `/bin/sh`, and gcr.io/distroless/static-debian13 has no shell.
#---
FROM scratch
COPY api /
USER 65532
CMD exec /api
#   ^^^^^^^^^ [error] The container will not start: shell form runs `/bin/sh`, and scratch has no shell.
#---
# Somebody has put a shell into the image.
FROM scratch
COPY --from=busybox:1.38 /bin/sh /bin/sh
COPY api /
USER 65532
CMD exec /api
#---
# ENTRYPOINT gets the wrapped CMD as its arguments.
FROM debian:13-slim
USER 65532
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD api serve
#   ^^^^^^^^^ `/usr/bin/tini` will get `/bin/sh -c …` as its arguments: CMD in shell form wraps its line in a shell.
#---
# Meant as JSON.
FROM debian:13-slim
USER 65532
CMD ['/api', '--port=80',]
#   ^^^^^^^^^^^^^^^^^^^^^^ `/bin/sh` will run this as a command: a JSON array takes double quotes and no trailing comma.
#---
# The stage inherits the line of its parent.
FROM ubuntu:26.04 AS base
ENTRYPOINT api
#          ^^^ SIGTERM will not reach `api`: `/bin/sh` stays PID 1 and passes no signals on, so every stop ends in SIGKILL.
FROM base
USER 65532
#---
# SHELL decides what runs the line. bash does not replace itself where there is a redirection.
FROM debian:13-slim
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
USER 65532
CMD api --verbose 2>&1
#   ^^^^^^^^^^^^^^^^^^ SIGTERM will not reach `api`: `/bin/bash` stays PID 1 and passes no signals on, so every stop ends in SIGKILL.
#---
# Silent: a shell that somebody has chosen, and that replaces itself.
FROM debian:13-slim
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
USER 65532
CMD api --verbose
#---
# Silent: exec form, also in lower case and over two lines.
FROM debian:13-slim
USER 65532
entrypoint ["/api", \
  "serve"]
CMD []
#---
# Silent: the shell hands over by itself, or forwards signals.
FROM debian:13-slim
USER 65532
ENTRYPOINT migrate && exec api --port $PORT
#---
FROM debian:13-slim
USER 65532
CMD trap 'kill -TERM $pid' TERM; api & pid=$!; wait $pid
#---
# Silent: only the final stage runs in production, and a shell-form ENTRYPOINT makes CMD meaningless.
FROM golang:1.27 AS test
CMD go test ./...
FROM debian:13-slim
USER 65532
ENTRYPOINT exec api
CMD whatever this is
#---
# Silent: cmd.exe is not our subject.
FROM mcr.microsoft.com/windows/nanoserver:ltsc2025
CMD api.exe
#---
# Silent while it is being typed.
FROM debian:13-slim
USER 65532
ENTRYPOINT
