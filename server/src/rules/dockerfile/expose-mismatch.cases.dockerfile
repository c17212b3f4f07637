FROM alpine:3.24
ENV A=1 PORT=8080
EXPOSE 3000/tcp
#      ^^^^^^^^ Requests may go where nobody listens: the image exposes 3000, and PORT says 8080.
#---
# Silent: the same number, by variable too; several ports; no PORT, or none that is known.
FROM alpine:3.24
ENV PORT=8080
EXPOSE $PORT
#---
FROM alpine:3.24
ENV PORT=8080
EXPOSE 3000 9090
#---
FROM alpine:3.24
ARG PORT
ENV PORT=$PORT
EXPOSE 3000
#---
FROM alpine:3.24
ENV HTTP_PORT=8080
EXPOSE 3000
