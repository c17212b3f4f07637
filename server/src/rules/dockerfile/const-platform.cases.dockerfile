FROM --platform=linux/amd64 golang:1.27-trixie AS build
#    ^^^^^^^^^^^^^^^^^^^^^^ The image will hold linux/amd64 programs on every platform: the build cannot choose another one here.
FROM --platform=arm64 alpine:3.24
#    ^^^^^^^^^^^^^^^^ The image will hold arm64 programs on every platform: the build cannot choose another one here.
COPY --from=build /a /a
#---
# Silent: the same machine by another name.
FROM --platform=linux/aarch64 alpine:3.24 AS build-arm64
FROM --platform=linux/x86_64 alpine:3.24 AS build-amd64
FROM --platform=LINUX/ARM64 alpine:3.24 AS build-arm64
FROM --platform=arm64 alpine:3.24 AS linux
#---
# Silent: variables, and a name that says it is one of several.
ARG PLATFORM=linux/amd64
FROM --platform=$BUILDPLATFORM alpine:3.24
FROM --platform=linux/$TARGETARCH alpine:3.24
FROM --platform=${PLATFORM} alpine:3.24
FROM --platform=linux/amd64 alpine:3.24 AS build-amd64
FROM --platform=windows/amd64 alpine:3.24 AS windows
FROM --platform= alpine:3.24
