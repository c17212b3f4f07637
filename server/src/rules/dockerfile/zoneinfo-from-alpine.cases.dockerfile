FROM golang:1.27-alpine AS build
RUN go build -o /api .
FROM scratch
COPY --from=build /usr/share/zoneinfo/ /usr/share/zoneinfo/
#                 ^^^^^^^^^^^^^^^^^^^^ The build will fail here: golang has no /usr/share/zoneinfo until tzdata is installed.
COPY --from=alpine:3.24 /usr/share/zoneinfo /usr/share/zoneinfo
#                       ^^^^^^^^^^^^^^^^^^^ The build will fail here: alpine:3.24 has no /usr/share/zoneinfo until tzdata is installed.
#---
# Silent: installed, also by way of a parent stage; Debian has them; other places.
FROM alpine:3.24 AS base
RUN apk --no-cache add ca-certificates tzdata
FROM base AS build
FROM golang:1.27-trixie AS debian
FROM scratch
COPY --from=build /usr/share/zoneinfo /usr/share/zoneinfo
COPY --from=debian /usr/share/zoneinfo /usr/share/zoneinfo
COPY --from=debian /usr/local/go/lib/time/zoneinfo.zip /
#---
# Silent: what is installed cannot be told.
FROM alpine:3.24 AS base
ARG PACKAGES
RUN apk add --no-cache $PACKAGES
FROM scratch
COPY --from=base /usr/share/zoneinfo /usr/share/zoneinfo
