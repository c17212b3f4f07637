# Alpine's program on Debian.
FROM golang:1.27-alpine AS build
RUN apk add --no-cache gcc musl-dev
RUN go build -o /api .
#   ^^^^^^^^ The program will not start ("no such file or directory"): it is linked against musl with cgo, and debian has glibc.
FROM debian:13
COPY --from=build /api /api
EXPOSE 8080
#---
# Whether it has anything to link is not known.
FROM golang:1.27-trixie AS build
RUN go build -o /tool .
#   ^^^^^^^^ [warning] The program will not start ("no such file or directory") if it uses `net` or `os/user`: cgo links them against glibc, and alpine has musl.
FROM alpine:3.24
COPY --from=build /tool /tool
#---
FROM golang:1.27-trixie AS build
RUN CGO_ENABLED=1 go build -o /api .
#                 ^^^^^^^^ The program will not start ("no such file or directory"): it is linked against glibc with cgo, and alpine has musl.
FROM alpine:3.24
COPY --from=build /api /api
#---
# Silent: cgo off, statically linked, the same library, a layer for the other, no compiler, unknown images.
FROM golang:1.27-trixie AS build
RUN CGO_ENABLED=0 go build -o /a . && go build -ldflags='-linkmode external -extldflags "-static"' -o /b . && go build -tags netgo,osusergo -o /c .
FROM alpine:3.24
COPY --from=build /a /b /c /
#---
FROM golang:1.27-trixie AS build
RUN go build -o /a .
FROM alpine:3.24
RUN apk add --no-cache gcompat
COPY --from=build /a /
#---
FROM golang:1.27-alpine AS build
RUN go build -o /a .
FROM debian:13
COPY --from=build /a /
#---
FROM golang:1.27-trixie AS build
RUN go build -o /a . && GOOS=windows go build -o /b.exe .
FROM registry.example/base:1
COPY --from=build /a /b.exe /
