FROM alpine:3.24
STOPSIGNAL kill
#          ^^^^ The program will be cut off in the middle of its requests: nothing can catch SIGKILL.
STOPSIGNAL 9
#          ^ The program will be cut off in the middle of its requests: nothing can catch SIGKILL.
STOPSIGNAL SIGSTOP
#          ^^^^^^^ The program will be cut off in the middle of its requests: nothing can catch SIGSTOP.
STOPSIGNAL SIGTREM
#          ^^^^^^^ No container will start: `SIGTREM` is no signal.
STOPSIGNAL 0
#          ^ No container will start: `0` is no signal.
#---
FROM alpine:3.24
ENV SIGNAL=SIGKILL
STOPSIGNAL $SIGNAL
#          ^^^^^^^ The program will be cut off in the middle of its requests: nothing can catch SIGKILL.
#---
# Silent: signals that can be caught, by name and number; real-time ones; what only the build knows.
FROM alpine:3.24
ARG SIGNAL
STOPSIGNAL SIGQUIT
STOPSIGNAL int
STOPSIGNAL 15
STOPSIGNAL SIGRTMIN+3
STOPSIGNAL RTMAX-1
STOPSIGNAL $SIGNAL
STOPSIGNAL "SIGTERM"
STOPSIGNAL
