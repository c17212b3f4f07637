FROM alpine:3.24
ENV GOGC=off
#   ^^^^^^^^ The heap will grow until the kernel kills the container: GOGC=off stops garbage collection, and the image sets no GOMEMLIMIT.
CMD ["api"]
#---
# Silent: with a limit, a number, another stage.
FROM golang:1.27-trixie AS build
ENV GOGC=off
FROM alpine:3.24
ENV GOGC=off GOMEMLIMIT=$LIMIT
#---
FROM alpine:3.24
ENV GOGC=200
