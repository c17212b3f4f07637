ARG TAG=3.24
FROM alpine:$TAG AS a
#    ^^^^^^^^^^^ The next build may start from another image: the tag of alpine can be moved, a digest cannot.
FROM debian
#    ^^^^^^ The next build may start from another image: the tag of debian can be moved, a digest cannot.
#---
# Silent: a digest, a stage, scratch, what only the build knows.
ARG BASE
FROM alpine@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa AS a
FROM a
FROM scratch
FROM $BASE
