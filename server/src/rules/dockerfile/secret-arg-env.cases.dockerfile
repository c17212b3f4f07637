ARG GITHUB_TOKEN
#   ^^^^^^^^^^^^ Whoever can pull the image may read GITHUB_TOKEN from its history: build arguments are kept there.
FROM alpine:3.24
ENV DB_PASSWORD=hunter2 \
#   ^^^^^^^^^^^ Whoever can pull the image can read DB_PASSWORD: ENV is part of its configuration.
    apikey="abc"
#   ^^^^^^ Whoever can pull the image can read apikey: ENV is part of its configuration.
ENV AUTH secret
#   ^^^^ Whoever can pull the image can read AUTH: ENV is part of its configuration.
#---
# An ARG with an empty default is one for --build-arg; an empty ENV gives nothing away yet.
FROM alpine:3.24
ARG API_TOKEN=""
#   ^^^^^^^^^ Whoever can pull the image may read API_TOKEN from its history: build arguments are kept there.
ENV DB_PASSWORD=
#   ^^^^^^^^^^^ [hint] Whoever can pull the image could read DB_PASSWORD once it gets a value here: ENV is part of its configuration.
#---
# Silent: what the name says is no secret.
FROM alpine:3.24
ARG AWS_ACCESS_KEY_ID
ARG KEY_ALIAS=prod
ENV AUTH_MODE=oidc PUBLIC_KEY=abc TOKEN_FILE=/run/secrets/token GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D
ENV HSM_TOKEN_LABEL=api GOPRIVATE=example.com GONOSUMDB=example.com KEYBOARD=us MONKEY=1
#---
# Silent: what the value says is no secret.
FROM alpine:3.24
ENV AUTH=false KEY=/etc/tls/key SECRET=$NAME
