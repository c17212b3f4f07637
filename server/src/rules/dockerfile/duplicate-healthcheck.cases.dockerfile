FROM alpine:3.24
HEALTHCHECK NONE
#^^^^^^^^^^ This has no effect: a later HEALTHCHECK of the stage decides what checks the container.
RUN true
HEALTHCHECK NONE
#^^^^^^^^^^ This has no effect: a later HEALTHCHECK of the stage decides what checks the container.
HEALTHCHECK CMD ["api", "-health"]
#---
# Silent: one in each stage, or for the image that is built on this one.
FROM alpine:3.24 AS a
HEALTHCHECK NONE
FROM a
ONBUILD HEALTHCHECK NONE
HEALTHCHECK CMD ["api", "-health"]
