FROM golang:1.27-trixie AS build
FROM debian:13
ENV GODEBUG="http2client=0,tlsrsakex=1" A=1
#                          ^^^^^^^^^^^ This has no effect any more: Go 1.27 has removed tlsrsakex, and with it the behaviour it kept.
ENV GODEBUG=x509keypairleaf=0,tls10server=1
#           ^^^^^^^^^^^^^^^^^ This has no effect any more: Go 1.27 has removed x509keypairleaf, and with it the behaviour it kept.
#                             ^^^^^^^^^^^^^ This has no effect any more: Go 1.27 has removed tls10server, and with it the behaviour it kept.
#---
# Silent: an older Go, an unknown one, settings that exist.
FROM golang:1.26-trixie AS build
FROM debian:13
ENV GODEBUG=tlsrsakex=1
#---
FROM debian:13
ENV GODEBUG=tlsrsakex=1
#---
FROM golang:1.27-trixie AS build
FROM debian:13
ENV GODEBUG=madvdontneed=1
