FROM golang:1.27-trixie AS build
RUN go install -race ./cmd/api
#              ^^^^^ The program will take five to ten times the memory: -race builds the race detector in.
FROM debian:13
COPY --from=build /go/bin/api /api
#---
# Silent: tests, a program that does not reach the image, stages for testing.
FROM golang:1.27-trixie AS build
RUN go test -race ./... && go build -o /api . && go build -race -o /api-race .
FROM golang:1.27-trixie AS race
RUN go build -race -o /api2 .
FROM debian:13
COPY --from=build /api /api
COPY --from=race /api2 /api2
#---
FROM golang:1.27-trixie AS build
RUN go build -race -o /api .
FROM debian:13 AS debug
COPY --from=build /api /api
#---
# Silent: a condition chooses.
FROM golang:1.27-trixie AS build
ARG RACE
RUN if [ -n "$RACE" ]; then go build -race -o /api .; else go build -o /api .; fi
FROM debian:13
COPY --from=build /api /api
#---
# Silent: nothing is written.
FROM golang:1.27-trixie
RUN go build -race ./... && go build -race . ./cmd/tool
