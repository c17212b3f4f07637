FORM alpine:3.24
#^^^ The build will fail: there is no instruction FORM. FROM is close.
CMD ["x"]
#---
FROM alpine:3.24
INCLUDE other
#^^^^^^ The build will fail: there is no instruction INCLUDE.
RUN apk add --no-cache
  curl \
# ^^^^ The build will fail: this is no instruction, and the line above may lack its `\`.
  git
  wget
RUN true
#---
# escape=`
FROM alpine:3.24
RUN true
&& false
#^ The build will fail: this is no instruction, and the line above may lack its ```.
#---
# syntax=registry.example/frontend:1
FROM alpine:3.24
INCLUDE other
#^^^^^^ [info] The build will fail: there is no instruction INCLUDE.
#---
# syntax=docker/dockerfile:1
# Silent: any case, heredocs, comments.
from alpine:3.24
Run <<EOF
FORM
EOF
# FORM x
COPY <<INCLUDE /x
apt-get
INCLUDE
#---
# A line behind FROM is no part of it.
FROM alpine:3.24
...
#^^ The build will fail: there is no instruction ....
