FROM golang:1.27-trixie AS build
RUN go build -o /api .
FROM scratch
COPY --from=build /api /api
EXPOSE 6060
#      ^^^^ [info] Whoever reaches port 6060 can read the insides of the program and slow it down, if it serves pprof there as Go programs do.
#---
FROM alpine:3.24
ARG DEBUG_PORT=6060
EXPOSE 8080/tcp \
  $DEBUG_PORT/TCP
# ^^^^^^^^^^^^^^^ Whoever reaches port 6060 can read the insides of the program and slow it down, if it serves pprof there as Go programs do.
#---
# Silent: another protocol, a range, another stage, a single port of some other program.
FROM alpine:3.24 AS debug
EXPOSE 8080 6060
FROM alpine:3.24
EXPOSE 6060/udp 6000-6100 16060
#---
FROM alpine:3.24
EXPOSE 6060
