FROM golang:1.27-bookworm AS build
RUN go build -o /api .
#   ^^^^^^^^ The program will not start ("GLIBC_2.34 not found"): it is linked on Debian 12 with glibc 2.36, and Ubuntu 20.04 has 2.31.
FROM ubuntu:20.04
COPY --from=build /api /api
EXPOSE 8080
#---
FROM golang:1.27-trixie AS build
RUN CGO_ENABLED=1 go build -o /api .
#                 ^^^^^^^^ [warning] The program may not start ("GLIBC_2.41 not found"): it is linked on Debian 13 with glibc 2.41, and Debian 12 has 2.36.
FROM gcr.io/distroless/base-debian12
COPY --from=build /api /api
#---
# Silent: the same or a newer one, no cgo, releases that are not named.
FROM golang:1.27-bookworm AS build
RUN go build -o /a . && CGO_ENABLED=0 go build -o /b .
FROM debian:trixie-slim
COPY --from=build /a /b /
#---
FROM golang:1.27 AS build
RUN go build -o /a .
FROM debian:11
COPY --from=build /a /
#---
FROM golang:1.27-trixie AS build
RUN go build -o /a .
FROM debian:stable
COPY --from=build /a /
