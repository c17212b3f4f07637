FROM alpine:3.24
EXPOSE 80800 http 9000-8000 53/icmp
#      ^^^^^ The build will fail: 80800 is no port.
#            ^^^^ The build will fail: http is no port.
#                 ^^^^^^^^^ The build will fail: 9000-8000 is no port.
#                           ^^^^^^^ The build will fail: 53/icmp is no port.
EXPOSE 127.0.0.1:80:8080/TCP
#      ^^^^^^^^^^^^^^^^^^^^^ [warning] Only 8080/TCP will be exposed: what stands before the colon is for docker run -p.
EXPOSE 53/UDP
#         ^^^ [warning] A later BuildKit may refuse this: protocols are written in lower case.
#---
# Silent.
FROM alpine:3.24
ARG PORT
EXPOSE 8080 53/udp 8000-8010/tcp $PORT ${PORT}/udp 0 "9090" 132/sctp
