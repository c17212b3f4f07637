FROM golang:1.27-trixie
WORKDIR src
#       ^^^ Where this lies depends on the base image: the path counts from the WORKDIR of golang:1.27-trixie.
WORKDIR more
#---
FROM registry.example/base:1
ENV DIR=app
WORKDIR $DIR
#       ^^^^ Where this lies depends on the base image: the path counts from the WORKDIR of registry.example/base:1.
#---
FROM alpine:3.24
WORKDIR ./app
#       ^^^^^ Where this lies depends on the base image: the path counts from the WORKDIR of alpine:3.24.
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
