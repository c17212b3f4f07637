FROM alpine:3.24 AS base
ENV A=1 GOMAXPROCS="4" B=2
#       ^^^^^^^^^^^^^^ The program will run 4 threads of Go whatever its CPU limit is: a value in the image switches the automatic one off.
FROM base
CMD ["api"]
#---
# Silent: other stages, arguments of the build, values that the build decides.
FROM alpine:3.24 AS build
ENV GOMAXPROCS=2
FROM alpine:3.24
ARG GOMAXPROCS=2
ENV GOMAXPROCS=$GOMAXPROCS
