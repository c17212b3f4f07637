ARG ALPINE=1.27-alpine3.24
FROM golang:$ALPINE AS build
ENV CGO_ENABLED=0 GOPRIVATE=github.com/acme/*
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^ The modules of GOPRIVATE cannot be downloaded: Go fetches them with git, and golang:alpine has none.
RUN go build -o /a .
#---
# Silent: git is there, a proxy of one's own, Debian, nothing downloaded, no value, a script that may install it.
FROM golang:1.27-alpine AS a
RUN apk add --no-cache git openssh
ENV GOPRIVATE=github.com/acme/*
RUN go mod download
FROM golang:1.27-alpine AS b
ENV GOPRIVATE=github.com/acme/* GOPROXY=https://proxy.example.com
RUN go mod download
FROM golang:1.27-trixie AS c
ENV GOPRIVATE=github.com/acme/*
RUN go mod download
FROM golang:1.27-alpine AS d
ENV GOPRIVATE=github.com/acme/*
RUN go vet ./...
FROM golang:1.27-alpine AS e
ARG GOPRIVATE
RUN go mod download
FROM golang:1.27-alpine
ENV GOPRIVATE=github.com/acme/*
RUN ./prepare.sh && go mod download
