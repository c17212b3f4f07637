FROM golang:1.27-trixie AS build
FROM debian:13
COPY --from=build / /
#                 ^ All of stage build will lie over this image, compiler, caches and users included.
COPY --from=0 ["/.", "/"]
#              ^^^^ All of stage build will lie over this image, compiler, caches and users included.
#---
# Silent: squashing onto scratch, or onto the image that it came from, an overlay made on scratch, a folder below, other people's images.
FROM debian:13 AS system
FROM tonistiigi/xx:1.6 AS xx
FROM scratch AS files
COPY a /
FROM debian:13
COPY --from=files / /
COPY --from=system / /mnt
COPY --from=tonistiigi/xx:1.6 / /
COPY --from=xx / /
FROM scratch
COPY --from=system / /
FROM debian:13
COPY --from=system / /
