FROM golang:1.27-alpine3.24 AS build
ENV CGO_ENABLED=1
RUN go build -o /a .
#   ^^^^^^^^ The build will fail here: cgo needs gcc and the C headers, and golang:alpine has neither.
RUN go build -o /b .
FROM golang:1.27-alpine
RUN go test -race ./...
#   ^^^^^^^ The build will fail here: -race needs cgo, and golang:alpine has no gcc.
#---
# Silent: a compiler is there, or may be; cgo off or left to Go; Debian.
FROM golang:1.27-alpine AS a
RUN apk add --no-cache build-base
RUN CGO_ENABLED=1 go build -o /a .
FROM golang:1.27-alpine AS b
ARG PACKAGES
RUN apk add --no-cache $PACKAGES
RUN CGO_ENABLED=1 go build -o /a .
FROM golang:1.27-alpine AS c
RUN go build -o /a . && CGO_ENABLED=0 go test ./...
FROM golang:1.27-trixie
RUN CGO_ENABLED=1 go build -race -o /a .
