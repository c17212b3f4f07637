FROM scratch
COPY $foo .
#    ^^^^ `$foo` will be empty: neither this stage nor scratch sets it.
#---
FROM alpine:3.24
ENV APP_HOME=/srv
WORKDIR ${APP_HOEM}/bin
#       ^^^^^^^^^^^ `$APP_HOEM` will be empty: nothing sets it. The stage knows `APP_HOME`.
#---
# An image outside the table may set anything, but a slip is a slip.
FROM registry.example/base:1
ARG VERSION
COPY app-$VERSOIN /app
#        ^^^^^^^^ [info] `$VERSOIN` will be empty: nothing sets it. The stage knows `VERSION`.
COPY $SOMETHING /etc/
#---
# Set further down, or in a stage that is no parent, is not set.
FROM alpine:3.24 AS a
ENV X=1
FROM alpine:3.24
LABEL x=$X
#       ^^ `$X` will be empty: neither this stage nor alpine:3.24 sets it.
ENV X=1
#---
# Silent: the base image's own, a parent stage's, a value with default, PATH of scratch.
FROM golang:1.27-trixie AS build
ENV BIN=$GOPATH/bin
WORKDIR $GOLANG_VERSION
FROM build
COPY x $BIN/
LABEL a=${NOPE:-x} b=${NOPE+y}
FROM scratch
ENV PATH=/bin:$PATH
#---
# Silent: the build fills an ARG without default.
FROM alpine:3.24
ARG REVISION
LABEL revision=$REVISION
#---
# Silent: a shell expands these.
FROM alpine:3.24
RUN echo $NOPE
CMD echo $NOPE
HEALTHCHECK CMD echo $NOPE
#---
# Silent: ENV may refer to its own old value; what one ENV sets and uses is another rule's.
FROM alpine:3.24
ENV LD_LIBRARY_PATH=/x:$LD_LIBRARY_PATH
ENV A=1 B=$A
