FROM golang:1.27-trixie
WORKDIR src
#       ^^^ Where this lies depends on the base image: the path is relative to the WORKDIR that golang:1.27-trixie sets.
WORKDIR more
#---
FROM registry.example/base:1
ENV DIR=app
WORKDIR $DIR
#       ^^^^ Where this lies depends on the base image: the path is relative to the WORKDIR that registry.example/base:1 sets.
#---
FROM alpine:3.24
WORKDIR ./app
#       ^^^^^ Where this lies depends on the base image: the path is relative to the WORKDIR that alpine:3.24 sets.
#---
# Silent: relative after absolute, in the stage or in its parent; Windows; what only the build knows.
FROM alpine:3.24 AS base
WORKDIR /app
WORKDIR bin
FROM base
WORKDIR sub
FROM mcr.microsoft.com/windows/nanoserver:ltsc2025
WORKDIR C:\app
FROM registry.example/windows-like
WORKDIR c:/app
FROM alpine:3.24
ARG DIR
WORKDIR $DIR
WORKDIR $HOME/x
