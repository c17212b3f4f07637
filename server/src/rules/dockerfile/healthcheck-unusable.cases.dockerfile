FROM scratch
HEALTHCHECK --interval=5s CMD wget -q localhost
#                         ^^^ The container will be unhealthy for ever: scratch has no shell to run this line.
#---
FROM gcr.io/distroless/base-debian13
HEALTHCHECK CMD ["/usr/bin/wget", "-q", "localhost"]
#                ^^^^^^^^^^^^^^^ The container will be unhealthy for ever: gcr.io/distroless/base-debian13 has no wget.
#---
FROM debian:13-slim
HEALTHCHECK CMD curl -f localhost || exit 1
#               ^^^^ [warning] The container will be unhealthy for ever: debian has no curl.
#---
FROM alpine:3.24
RUN apk add --no-cache tzdata
HEALTHCHECK CMD curl -f localhost
#               ^^^^ [warning] The container will be unhealthy for ever: alpine has no curl.
#---
# Silent: BusyBox' wget, an installed or copied tool, the program itself, other images, NONE.
FROM alpine:3.24
HEALTHCHECK CMD wget -q localhost
#---
FROM debian:13
RUN apt-get update && apt-get install -y curl
HEALTHCHECK CMD curl -f localhost
#---
FROM scratch
COPY --from=busybox:1.38-musl /bin/busybox /bin/wget
HEALTHCHECK CMD ["/bin/wget", "-q", "localhost"]
#---
FROM debian:13
ARG PACKAGES
RUN apt-get update && apt-get install -y $PACKAGES
HEALTHCHECK CMD curl -f localhost
#---
FROM nginx:1.31
HEALTHCHECK CMD curl -f localhost
#---
FROM scratch
HEALTHCHECK CMD ["/api", "-health"]
#---
FROM scratch
HEALTHCHECK NONE
#---
FROM scratch
HEALTHCHECK CMD
