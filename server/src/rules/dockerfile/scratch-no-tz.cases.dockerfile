FROM golang:1.27-trixie AS build
RUN go build -tags netgo -o /api .
FROM scratch
ENV A=1 TZ=Asia/Shanghai
#       ^^^^^^^^^^^^^^^^ The program will run in UTC, whatever TZ says, unless it imports time/tzdata: scratch has no time zones.
COPY --from=build /api /api
#---
# Silent: copied, installed, built in, UTC, no TZ, no Go.
FROM golang:1.27-trixie AS build
RUN go build -o /api .
FROM scratch
ENV TZ=Asia/Shanghai
COPY --from=build /usr/share/zoneinfo /usr/share/zoneinfo
COPY --from=build /api /api
#---
FROM golang:1.27-trixie AS build
RUN go build -o /api .
FROM alpine:3.24
ENV TZ=Asia/Shanghai
RUN apk add --no-cache tzdata
COPY --from=build /api /api
#---
FROM golang:1.27-trixie AS build
RUN go build -tags=timetzdata -o /api .
FROM scratch
ENV TZ=Asia/Shanghai
COPY --from=build /api /api
#---
FROM golang:1.27-trixie AS build
RUN go build -o /api .
FROM scratch
ENV TZ=UTC
COPY --from=build /api /api
#---
FROM alpine:3.24
ENV TZ=Asia/Shanghai
COPY api /api
