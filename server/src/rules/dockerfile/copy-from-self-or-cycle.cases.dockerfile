FROM alpine:3.24 AS a
COPY --from=a /x /y
#           ^ The build will fail: the stage copies from itself.
COPY --from=0 /x /y
#           ^ The build will fail: the stage copies from itself.
RUN --mount=from=a,target=/x true
#                ^ The build will fail: the stage copies from itself.
#---
FROM alpine:3.24 AS a
COPY --from=b /x /y
#           ^ The build will fail: stage b needs this one in turn.
FROM alpine:3.24 AS b
COPY --from=a /x /y
#---
# By way of a parent stage.
FROM alpine:3.24 AS base
COPY --from=tools /x /y
#           ^^^^^ The build will fail: stage tools needs this one in turn.
FROM base AS tools
#---
# Silent: a later stage that needs nothing of this one.
FROM alpine:3.24 AS a
COPY --from=b /x /y
FROM alpine:3.24 AS b
FROM a
COPY --from=b /z /z
