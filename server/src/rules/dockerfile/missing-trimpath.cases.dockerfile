FROM golang:1.27-trixie AS build
RUN cd /src && CGO_ENABLED=0 go build -o /api . && go install ./cmd/tool
#                            ^^^^^^^^ Stack traces and profiles will show the paths of the build: -trimpath is not set.
#                                                  ^^^^^^^^^^ Stack traces and profiles will show the paths of the build: -trimpath is not set.
RUN ["go", "build", "-o", "/other", "."]
#    ^^^^^^^^^^^^^ Stack traces and profiles will show the paths of the build: -trimpath is not set.
FROM debian:13
COPY --from=build /api /go/bin/tool /other /
#---
# A variable in the value of a flag, or in a path, hides no other flag.
FROM golang:1.27-trixie AS build
ARG NAME=api
RUN sh -c 'go build -o $OUT ./cmd/$NAME'
#          ^^^^^^^^ Stack traces and profiles will show the paths of the build: -trimpath is not set.
FROM debian:13
COPY --from=build /out/ /
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
#---
# Silent: set for good by an earlier command, the old way, or a build that writes nothing.
FROM golang:1.27-trixie AS build
RUN go env -w GOFLAGS=-trimpath
RUN go build -o /a .
FROM golang:1.27-trixie AS old
RUN go build -gcflags=all=-trimpath=/src -o /b . && go build ./...
FROM debian:13
COPY --from=build /a /
COPY --from=old /b /
#---
# Silent: xx-go and make build in their own way.
FROM golang:1.27-trixie AS build
RUN xx-go build -o /a . && make build
FROM debian:13
COPY --from=build /a /
