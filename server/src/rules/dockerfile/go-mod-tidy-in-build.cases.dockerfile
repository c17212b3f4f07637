FROM golang:1.27-trixie
COPY . .
RUN cd api && go mod tidy && go build .
#             ^^^^^^^^^^^ The image may hold versions that nobody committed: this rewrites go.mod and go.sum in the build.
#---
# Silent: after generated code.
FROM golang:1.27-trixie
RUN go generate ./... && go mod tidy
#---
# Silent: in a module made on the spot.
FROM golang:1.27-trixie
RUN go mod init example.com/x && go mod tidy
#---
# Silent: the stage is there to vendor.
FROM golang:1.27-trixie
RUN go mod tidy && go mod vendor
#---
# Silent: other commands, a comparison.
FROM golang:1.27-trixie
RUN go mod download && go mod verify && go mod tidy -diff
#---
# Silent: a stage that the image needs nothing of, and changes to a mounted folder, which are gone with the RUN.
FROM golang:1.27-trixie AS update
RUN go mod tidy && mkdir /out && cp go.mod go.sum /out
FROM golang:1.27-trixie
RUN --mount=type=bind,target=.,rw go mod tidy && go mod download
#---
FROM golang:1.27-trixie
RUN --mount=type=bind,target=.,rw go mod tidy && go build -o /api .
#                                 ^^^^^^^^^^^ The image may hold versions that nobody committed: this rewrites go.mod and go.sum in the build.
#---
# What is never shipped.
FROM golang:1.27-trixie AS test
RUN go mod tidy && go test ./...
#   ^^^^^^^^^^^ [info] The image may hold versions that nobody committed: this rewrites go.mod and go.sum in the build.
