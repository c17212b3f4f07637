FROM golang:1.27-trixie
COPY . .
#      ^ The files will land in /go: the destination is relative, and neither this file nor golang sets a WORKDIR for it.
COPY more .
#---
FROM docker.io/library/python:3.14-slim
COPY requirements.txt .
#                     ^ The files will land in /: the destination is relative, and neither this file nor docker.io/library/python sets a WORKDIR for it.
FROM python:3.14-windowsservercore
COPY requirements.txt .
#---
FROM alpine:3.24
COPY api conf/api
#        ^^^^^^^^ The files will land in /conf: the destination is relative, and neither this file nor alpine sets a WORKDIR for it.
FROM golang:1.27-trixie
COPY go.mod ./
#           ^^ The files will land in /go: the destination is relative, and neither this file nor golang sets a WORKDIR for it.
FROM alpine:3.24
COPY api ./api
#        ^^^^^ The files will land in /: the destination is relative, and neither this file nor alpine sets a WORKDIR for it.
#---
FROM scratch
COPY api bin/
#        ^^^^ [info] The files will land in /bin: the destination is relative, and neither this file nor scratch sets a WORKDIR for it.
#---
# Silent: absolute, behind a WORKDIR, behind that of a parent stage.
FROM alpine:3.24 AS base
COPY a /a
WORKDIR /app
COPY b .
FROM base
COPY c .
#---
# Silent: the image has a folder for it, or may have one; a variable may be absolute.
FROM php:8.4-apache
COPY . .
FROM gcr.io/distroless/static-debian13:nonroot
COPY api .
FROM caddy:2.11
COPY site .
FROM alpine:3.24
ARG DEST
COPY a $DEST
COPY a ${DEST}/x
#---
# Silent while it is being typed.
FROM alpine:3.24
COPY a
