FROM golang:1.27-trixie AS build
RUN --mount=type=cache,target=/go/pkg/mod/ go mod download
RUN --mount=type=bind,target=. go vet ./... && go build -o /a .
#                                              ^^^^^^^^ Every build downloads all modules again: the download went into a cache mount that this RUN does not have.
#---
# In a stage that continues the one with the download.
FROM golang:1.27-trixie AS deps
RUN --mount=type=cache,id=mod,target=/go/pkg/mod go mod download
FROM deps
RUN go test ./...
#   ^^^^^^^ Every build downloads all modules again: the download went into a cache mount that this RUN does not have.
#---
# Silent: both have it, neither has, vendored, another download in the layer, a folder above.
FROM golang:1.27-trixie AS a
RUN --mount=type=cache,target=/go/pkg/mod go mod download
RUN --mount=type=cache,target=/go/pkg go build -o /a .
FROM golang:1.27-trixie AS b
RUN go mod download
RUN go build -o /a .
FROM golang:1.27-trixie AS c
RUN --mount=type=cache,target=/go/pkg/mod go mod download
RUN go build -mod=vendor -o /a .
FROM golang:1.27-trixie AS d
RUN --mount=type=cache,target=/root/.cache/go-build go mod download
RUN go build -o /a .
#---
# Silent: no modules are needed, or another stage has filled the cache.
FROM golang:1.27-trixie AS deps
RUN --mount=type=cache,target=/go/pkg/mod go mod download
RUN GO111MODULE=off go build -o /a .
FROM deps
COPY --from=cache /go/pkg /go/pkg
RUN go build -o /b .
