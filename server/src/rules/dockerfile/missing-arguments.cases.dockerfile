FROM
#^^^ The build will fail: FROM needs an argument.
#---
FROM alpine:3.24 build
#                ^^^^^ The build will fail: FROM takes an image, or an image, AS and a name.
ADD ["x"]
#^^ The build will fail: ADD needs a source and a destination.
ENV A
#   ^ The build will fail: ENV A has no value.
ENV A=1 B
#       ^ The build will fail: `B` has no value. Once one pair of ENV has an equals sign, all need one.
LABEL
#^^^^ The build will fail: LABEL needs an argument.
ONBUILD COPY x
#       ^^^^ The build will fail: COPY needs a source and a destination.
USER
#^^^ The build will fail: USER needs an argument.
#---
# Silent.
FROM alpine:3.24 AS a
ARG X
ENV A=1 B= C=""
ENV D some value
COPY <<EOF /x
EOF
COPY ["a b", "/"]
RUN
CMD []
SHELL ["/bin/sh", "-c"]
HEALTHCHECK NONE
ONBUILD RUN true
