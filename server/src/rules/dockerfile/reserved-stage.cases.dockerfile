FROM alpine:3.24 AS Scratch
#                   ^^^^^^^ `scratch` will mean this stage from here on, and no longer the empty image.
FROM alpine:3.24 AS context
#                   ^^^^^^^ `context` will mean this stage from here on, and no longer the build context.
#---
# Silent.
FROM scratch AS scratchpad
FROM scratch
