FROM golang:1.27-trixie
RUN cd /src && go test -race ./...
#              ^^^^^^^ These tests never run: nothing that the image needs comes from stage 0.
FROM golang:1.27-trixie AS build
RUN go build -o /a .
FROM scratch
COPY --from=build /a /a
#---
# Silent: needed by the image, or a target by its name.
FROM golang:1.27-trixie AS build
RUN go test ./... && go build -o /a .
FROM build AS unit-tests
RUN go test ./...
FROM build AS ci
RUN go test ./...
FROM scratch
COPY --from=build /a /a
