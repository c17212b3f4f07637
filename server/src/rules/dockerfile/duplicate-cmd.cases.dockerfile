FROM alpine:3.24
CMD ["api", "-v"]
#^^ This has no effect: a later CMD of the stage decides what starts by default.
RUN true
CMD ["api", "-v"]
#^^ This has no effect: a later CMD of the stage decides what starts by default.
CMD ["api"]
#---
# Silent: one in each stage, or for the image that is built on this one.
FROM alpine:3.24 AS a
CMD ["api", "-v"]
FROM a
ONBUILD CMD ["api", "-v"]
CMD ["api"]
