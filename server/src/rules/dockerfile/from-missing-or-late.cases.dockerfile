ARG TAG=3.24
LABEL a=b
#^^^^ The build will fail: only ARG may come before the first FROM.
RUN true
FROM alpine:$TAG
#---
RUN true
#^^ The build will fail: no FROM says what to start from.
CMD ["x"]
#---
# Silent: ARG and comments first; nothing but a comment; a misspelt FROM, which is another rule's.
# comment
ARG TAG=3.24

FROM alpine:$TAG
#---
# only a comment
#---
FORM alpine:3.24
RUN true
