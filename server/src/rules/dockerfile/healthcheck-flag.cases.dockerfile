FROM alpine:3.24
HEALTHCHECK --timeout=5sec --retries=many CMD true
#                     ^^^^ The build will fail: 5sec is no duration. It takes a unit, as in 30s.
#                                    ^^^^ The build will fail: many is no number of retries.
HEALTHCHECK --interval=10us CMD true
#                      ^^^^ The build will fail: 10us is shorter than a millisecond.
HEALTHCHECK curl localhost
#           ^^^^ The build will fail: HEALTHCHECK is followed by CMD or NONE.
HEALTHCHECK NONE true
#                ^^^^ The build will fail: HEALTHCHECK NONE takes nothing more.
HEALTHCHECK CMD
#           ^^^ The build will fail: CMD has no command.
#---
# Silent.
FROM alpine:3.24
HEALTHCHECK --interval=1m30s --timeout=1.5s --start-period=0 --start-interval=500ms --retries=0 cmd true
HEALTHCHECK NONE
