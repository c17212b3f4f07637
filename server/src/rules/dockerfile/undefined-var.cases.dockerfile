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
# Nothing is left of PORT; of a list at least the rest is.
FROM alpine:3.24
ENV PORT=${PORT}
#        ^^^^^^^ `$PORT` will be empty: neither this stage nor alpine:3.24 sets it.
ENV LD_LIBRARY_PATH=/x:$LD_LIBRARY_PATH
#                      ^^^^^^^^^^^^^^^^ [info] `$LD_LIBRARY_PATH` will be empty: neither this stage nor alpine:3.24 sets it.
#---
# Silent: an image that may have a value, an ARG that only the build fills; what one ENV sets and uses is another rule's.
FROM registry.example/base:1
ENV LD_LIBRARY_PATH=/x:$LD_LIBRARY_PATH PORT=$PORT
FROM alpine:3.24
ARG TAG=${TAG}
ENV A=1 B=$A
#---
# ARG sets its names one after the other.
FROM alpine:3.24
ARG A=1 B=$A C=$D D=1
#              ^^ `$D` will be empty: neither this stage nor alpine:3.24 sets it.
#---
# What the build puts into the file, the program that reads it will not see. Once for each name.
FROM alpine:3.24
COPY <<EOF /etc/nginx/conf.d/default.conf
proxy_set_header Host $host;
#                     ^^^^^ `$host` will be empty in the file: the build expands what stands below an unquoted delimiter, and neither this stage nor alpine:3.24 sets it.
log "${host}" ${other:-x}
EOF
#---
# Silent: a quoted delimiter, escapes, a value from the build, an image that may set it.
FROM alpine:3.24
ENV HOST=a
COPY <<"EOF" /a
$host
EOF
COPY <<EOF /b
\$host $HOST ${host:-b} $1 $
EOF
FROM registry.example/base:1
COPY <<EOF /c
$something
EOF
