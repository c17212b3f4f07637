FROM debian:13
CMD ["/bin/sh", "-c", "migrate && PORT=80 api"]
#                     ^^^^^^^^^^^^^^^^^^^^^^^^ SIGTERM will not reach api: /bin/sh stays PID 1 and passes no signals on, so every stop ends in SIGKILL.
#---
FROM registry.example/base:1
ENTRYPOINT ["sh", "-c", "api"]
#                       ^^^^^ [info] SIGTERM may not reach api: many a sh stays PID 1 and passes no signals on.
#---
# Silent: exec, a trap, a shell that replaces itself, no shell at all, a pipe that no exec mends.
FROM debian:13
CMD ["sh", "-c", "exec api"]
#---
FROM debian:13
CMD ["sh", "-c", "trap 'kill %1' TERM; api & wait"]
#---
FROM alpine:3.24
CMD ["sh", "-c", "api --port $PORT"]
#---
FROM debian:13
CMD ["api"]
#---
FROM debian:13
CMD ["sh", "-c", "api | tee /log"]
