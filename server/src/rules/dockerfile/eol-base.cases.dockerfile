FROM alpine:3.12.1
#           ^^^^^^ No more security fixes will come: support for Alpine 3.12 ended on 2022-05-01.
#---
ARG RELEASE=buster-slim
#           ^^^^^^^^^^^ No more security fixes will come: support for Debian 10 ended on 2024-06-30.
FROM debian:${RELEASE}
#---
FROM gcr.io/distroless/static-debian11
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No more security fixes will come: support for Debian 11 ended on 2026-08-31.
FROM centos:7
#           ^ No more security fixes will come: support for CentOS 7 ended on 2024-06-30.
FROM python:3.12-bullseye
#           ^^^^^^^^^^^^^ No more security fixes will come: support for Debian 11 ended on 2026-08-31.
FROM ubuntu:18.04@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
#           ^^^^^ No more security fixes will come: support for Ubuntu 18.04 ended on 2023-05-31.
FROM golang:1.26-alpine3.21
#           ^^^^^^^^^^^^^^^ No more security fixes will come: support for Alpine 3.21 ended on 2026-11-01.
#---
# Silent: supported releases, floating tags, other people's images, Go that has ended itself.
FROM debian:12
FROM debian:trixie-slim
FROM ubuntu:24.04
FROM alpine:3.22
FROM alpine
FROM debian:stable
FROM registry.example/debian:8
FROM acme/app:1-stretch
FROM golang:1.17-buster
FROM almalinux:8
