FROM golang:1.27-trixie AS build
RUN cd /src && CGO_ENABLED=0 go build -o /api . && go install ./cmd/tool
#                            ^^^^^^^^ Stack traces and profiles will show the paths of the build: -trimpath is not set.
#                                                  ^^^^^^^^^^ Stack traces and profiles will show the paths of the build: -trimpath is not set.
RUN ["go", "build", "-o", "/other", "."]
#    ^^^^^^^^^^^^^ Stack traces and profiles will show the paths of the build: -trimpath is not set.
FROM debian:13
COPY --from=build /api /go/bin/tool /other /
#---
# Silent: set, in whatever way, or hidden in a variable; tools from elsewhere; programs that stay behind.
FROM golang:1.27-trixie AS build
ARG FLAGS
RUN go build -trimpath -o /a . && GOFLAGS=-trimpath go build -o /b . && go build $FLAGS -o /c .
RUN go install example.com/tool@v1.2.3 && go build -o /unused .
FROM debian:13
COPY --from=build /a /b /c /go/bin/tool /
#---
FROM golang:1.27-trixie AS build
ENV GOFLAGS="-mod=vendor -trimpath"
RUN go build -o /a .
FROM debian:13
COPY --from=build /a /
