FROM gcr.io/distroless/static-debian13
USER nonroot
#    ^^^^^^^ A pod with runAsNonRoot will refuse this image: the kubelet cannot tell whether nonroot is root.
CMD ["/api"]
#---
FROM node:24
ENV APP_USER=node
USER $APP_USER
#    ^^^^^^^^^ A pod with runAsNonRoot will refuse this image: the kubelet cannot tell whether node is root.
#---
# Silent: numbers, root, a stage in between, the base image's own user, what only the build knows.
FROM alpine:3.24 AS build
USER app
FROM alpine:3.24
USER 10001:app
#---
FROM alpine:3.24
USER root
#---
FROM gcr.io/distroless/static-debian13:nonroot
CMD ["/api"]
#---
FROM alpine:3.24
ARG RUN_AS
USER $RUN_AS
