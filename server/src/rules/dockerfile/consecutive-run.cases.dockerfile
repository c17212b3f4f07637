FROM alpine:3.24
RUN a
RUN b
#^^ The image gets one more layer: this RUN follows another and could be a part of it.
COPY x /x
RUN c
#---
# Silent: other stages; mounts; heredocs; exec form.
FROM alpine:3.24 AS build
RUN a
RUN b
FROM alpine:3.24
RUN a
RUN --mount=type=cache,target=/x b
RUN ["c"]
RUN <<EOF
d
EOF
