FROM scratch
RUN echo hello
#^^ The build will fail here: scratch has no `/bin/sh` to run this line.
RUN echo again
#---
FROM gcr.io/distroless/base-debian13:debug
RUN ["/busybox/mkdir", "/data"]
FROM gcr.io/distroless/static-debian13 AS base
FROM base
RUN <<EOF
#^^ The build will fail here: gcr.io/distroless/static-debian13 has no `/bin/sh` to run this line.
mkdir /data
EOF
#---
# Silent: a shell elsewhere, exec form, a script with an interpreter of its own, a shell that is copied or mounted.
FROM gcr.io/distroless/base-debian13:debug
SHELL ["/busybox/sh", "-c"]
RUN mkdir /data
FROM scratch
COPY --from=busybox:1.38-musl /bin/sh /bin/sh
RUN mkdir /data
FROM alpine:3.24 AS system
RUN apk add --initdb -p /out busybox && apk add --initdb --root /other/ busybox
FROM scratch
COPY --from=system /out/ /
RUN mkdir /data
FROM scratch
COPY --from=system /other /
RUN mkdir /data
FROM scratch
ADD rootfs.tar.gz /
RUN mkdir /data
FROM gcr.io/distroless/base-debian13:debug
RUN <<EOF
#!/busybox/sh
mkdir /data
EOF
FROM scratch
RUN --mount=from=busybox:1.38-musl,target=/bin mkdir /data
FROM registry.example/distroless
RUN mkdir /data
