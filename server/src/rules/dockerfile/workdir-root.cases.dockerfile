FROM alpine:3.24
WORKDIR /root/app
#       ^^^^^^^^^ User app may not enter /root/app: it lies in the home of root, which only root can open.
COPY --chown=app /root/x .
USER app
CMD ["./api"]
#---
# Silent: root itself, another folder, an image where WORKDIR makes the folder, other stages.
FROM alpine:3.24 AS build
WORKDIR /root
FROM alpine:3.24
WORKDIR /root
CMD ["./api"]
#---
FROM alpine:3.24
WORKDIR /root
WORKDIR /rootless
USER 65532
CMD ["./api"]
#---
FROM scratch
WORKDIR /root
USER 65532
CMD ["./api"]
