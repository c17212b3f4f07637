FROM alpine:3.24
ENTRYPOINT ["api", "-v"]
#^^^^^^^^^ This has no effect: a later ENTRYPOINT of the stage decides what is started.
RUN true
ENTRYPOINT ["api", "-v"]
#^^^^^^^^^ This has no effect: a later ENTRYPOINT of the stage decides what is started.
ENTRYPOINT ["api"]
#---
# Silent: one in each stage, or for the image that is built on this one.
FROM alpine:3.24 AS a
ENTRYPOINT ["api", "-v"]
FROM a
ONBUILD ENTRYPOINT ["api", "-v"]
ENTRYPOINT ["api"]
