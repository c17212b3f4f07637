FROM golang:1.27-trixie
ENV CGO_ENABLED=0 GOFLAGS=-mod=mod
#                 ^^^^^^^^^^^^^^^^ The image may hold versions that nobody committed: -mod=mod lets the build change go.mod.
RUN go build -o /a -mod mod .
#                  ^^^^^^^^ The image may hold versions that nobody committed: -mod=mod lets the build change go.mod.
#---
# Silent: other modes; generated code.
FROM golang:1.27-trixie AS a
ENV GOFLAGS="-mod=vendor"
RUN go build -mod=readonly -o /a .
FROM golang:1.27-trixie
RUN go generate ./... && go build -mod=mod -o /a .
