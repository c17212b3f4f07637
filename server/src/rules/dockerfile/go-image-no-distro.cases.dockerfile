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
ARG GO=1.26
#      ^^^^ Another Debian may lie under the next build: the tag 1.26 does not name its release.
FROM golang:${GO} AS a
FROM golang:${GO}
#---
# Silent: named, pinned, not official, an old Go that has to be raised anyway.
FROM golang:1.27-bookworm
FROM golang:1.27-alpine
FROM golang:1.27@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
FROM golang:1.20
FROM acme/golang:1.27
FROM golang:1.27-windowsservercore
