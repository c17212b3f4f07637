FROM golang:1.27.1 AS a
#           ^^^^^^ Another Debian may lie under the next build: the tag 1.27.1 does not name its release.
#---
# With cgo the C library counts.
FROM golang:1.27 AS build
#           ^^^^ [warning] The program may ask for a C library that the final image lacks: the tag 1.27 does not name its Debian, and cgo links against it.
RUN go build -o /api .
FROM debian:12-slim
COPY --from=build /api /api
#---
# An ARG holds the version, which others may read: the distribution belongs into FROM.
ARG GO=1.26
FROM golang:${GO} AS a
#    ^^^^^^^^^^^^ Another Debian may lie under the next build: the tag 1.26 does not name its release.
FROM golang:${GO}
#    ^^^^^^^^^^^^ Another Debian may lie under the next build: the tag 1.26 does not name its release.
#---
ARG IMAGE=golang:1.26
#                ^^^^ Another Debian may lie under the next build: the tag 1.26 does not name its release.
FROM ${IMAGE}
#---
# The fix takes a Debian whose C library is not newer than Ubuntu's.
FROM golang:1.27 AS build
#           ^^^^ [warning] The program may ask for a C library that the final image lacks: the tag 1.27 does not name its Debian, and cgo links against it.
RUN go build -o /api .
FROM ubuntu:24.04
COPY --from=build /api /api
#---
# No fix: no Debian under Go is old enough.
FROM golang:1.27 AS build
#           ^^^^ [warning] The program may ask for a C library that the final image lacks: the tag 1.27 does not name its Debian, and cgo links against it.
RUN go build -o /api .
FROM debian:11-slim
COPY --from=build /api /api
#---
# Silent: named, pinned, not official, an old Go that has to be raised anyway.
FROM golang:1.27-bookworm
FROM golang:1.27-alpine
FROM golang:1.27@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
FROM golang:1.20
FROM acme/golang:1.27
FROM golang:1.27-windowsservercore
