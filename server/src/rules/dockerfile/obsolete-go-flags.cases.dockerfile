FROM golang:1.27-trixie
ENV A=1 GO111MODULE=on
#       ^^^^^^^^^^^^^^ This does nothing: modules are on since Go 1.16.
RUN go get github.com/acme/tool/cmd/gen@v1.2.3
#      ^^^ No program is installed here: since Go 1.18 `go get` only changes go.mod.
RUN go get -u github.com/acme/tool/cmd/gen
#      ^^^ No program is installed here: since Go 1.18 `go get` only changes go.mod.
RUN CGO_ENABLED=0 go build -installsuffix=static -o /a .
#                          ^^^^^^^^^^^^^^^^^^^^^ This does nothing: since Go 1.10 the build cache keeps such packages apart by itself.
#---
# Silent: modules off, dependencies of a module, tools of a module.
FROM golang:1.27-trixie
ENV GO111MODULE=off
RUN go get -d ./... && go get example.com/lib && go get -tool example.com/x/cmd/gen@v1.0.0
RUN go build -o /a .
#---
# Silent: this Go is older than what made them superfluous.
FROM golang:1.15 AS a
ENV GO111MODULE=on
RUN go get github.com/acme/tool/cmd/gen@v1.2.3
FROM golang:1.9-alpine
RUN CGO_ENABLED=0 go build -installsuffix cgo -o /a .
