FROM golang:1.27-trixie AS builder
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This stage is never built: no later one starts or copies from it.
RUN go build -o /a .
FROM alpine:3.24
COPY a /a
#---
FROM alpine:3.24
#^^^^^^^^^^^^^^^ This stage is never built: no later one starts or copies from it.
FROM alpine:3.24
#---
# Silent: parents, copies by name and number, mounts, later stages.
FROM alpine:3.24 AS base
FROM base AS one
FROM alpine:3.24
FROM alpine:3.24 AS mounted
FROM alpine:3.24
COPY --from=one /a /a
COPY --from=2 /b /b
RUN --mount=from=mounted,target=/x true
#---
# Silent: a target of its own, by its name; several of them.
FROM alpine:3.24 AS test
FROM alpine:3.24
#---
FROM alpine:3.24 AS build
FROM alpine:3.24 AS base
FROM alpine:3.24
#---
# Silent: a single stage, and while FROM is being typed.
FROM alpine:3.24
