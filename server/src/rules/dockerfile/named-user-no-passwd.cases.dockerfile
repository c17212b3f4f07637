FROM scratch
USER nobody
#    ^^^^^^ The container will not start: scratch has no user nobody in its /etc/passwd.
CMD ["/api"]
#---
FROM gcr.io/distroless/static-debian13
USER app:app
#    ^^^^^^^ The container will not start: gcr.io/distroless/static-debian13 has no user app in its /etc/passwd.
CMD ["/api"]
#---
# Silent: numbers, names that the image knows, a passwd of one's own, other images, other stages.
FROM scratch AS unused
USER app
FROM scratch
USER 65532
CMD ["/api"]
#---
FROM gcr.io/distroless/static-debian13
USER nonroot:nonroot
CMD ["/api"]
#---
FROM alpine:3.24 AS build
FROM scratch
COPY --from=build /etc/passwd /etc/passwd
USER app
CMD ["/api"]
#---
FROM debian:13
USER app
CMD ["/api"]
#---
FROM scratch
ARG RUN_AS
USER $RUN_AS
CMD ["/api"]
