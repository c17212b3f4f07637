FROM alpine:3.24
MAINTAINER "Ada"
#^^^^^^^^^ Registries and tools will not find the author here: MAINTAINER is deprecated.
maintainer a "b" c
#^^^^^^^^^ Registries and tools will not find the author here: MAINTAINER is deprecated.
#---
# Silent.
FROM alpine:3.24
LABEL maintainer="Ada"
