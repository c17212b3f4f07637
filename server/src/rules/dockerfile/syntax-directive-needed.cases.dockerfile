FROM alpine:3.24
COPY --exclude=*.md . /x
#    ^^^^^^^^^^^^^^ An older Docker will stop here: `COPY --exclude` came with Dockerfile 1.19, and no `# syntax=` line asks for it.
COPY --parents a /x
#---
# syntax=docker/dockerfile:1
# Silent: asked for.
FROM alpine:3.24
COPY --parents a /x
#---
# Silent: nothing new.
FROM alpine:3.24
COPY --link --chmod=755 a /x
RUN --mount=type=cache,target=/x --network=none true
RUN --mount=type=secret,id=T,env=T true
