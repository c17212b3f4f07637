FROM alpine:3.24 AS build
COPY .netrc /root/
#    ^^^^^^ [info] .netrc stays in the build cache: a layer keeps it, even if a later step deletes it.
FROM alpine:3.24 AS base
ADD --chmod=600 deploy/id_ed25519 config /root/.ssh/
#               ^^^^^^^^^^^^^^^^^ Whoever can pull the image can read id_ed25519: a layer keeps it, even if a later step deletes it.
FROM base
COPY ["tls/server-key.pem", "/etc/tls/"]
#     ^^^^^^^^^^^^^^^^^^^^ Whoever can pull the image can read server-key.pem: a layer keeps it, even if a later step deletes it.
COPY .env .
#    ^^^^ Whoever can pull the image can read .env: a layer keeps it, even if a later step deletes it.
#---
# Silent: certificates, examples, the public half, other stages' files, what only the build knows.
FROM alpine:3.24 AS files
FROM alpine:3.24
ARG FILE
COPY ca.pem cert.pem tls.crt /etc/tls/
COPY .env.example id_rsa.pub /x/
COPY --from=files /root/.netrc /root/.netrc
COPY $FILE /x/
COPY . .
