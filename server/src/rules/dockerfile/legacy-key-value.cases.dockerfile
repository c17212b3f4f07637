FROM alpine:3.24
ENV A some words
#^^^^ A later BuildKit may refuse this: `ENV name value` is deprecated, and takes the whole line for one value.
LABEL maintainer "me"
#^^^^^^^^^^^^^^^ A later BuildKit may refuse this: `LABEL name value` is deprecated, and takes the whole line for one value.
ONBUILD ENV B 1
#       ^^^^^ A later BuildKit may refuse this: `ENV name value` is deprecated, and takes the whole line for one value.
#---
# Silent.
FROM alpine:3.24
ENV A=1 B="2 3"
ENV C
LABEL a=b
ARG X=1
