FROM golang:1.27-trixie
COPY . .
RUN cd api && go mod tidy && go build .
#             ^^^^^^^^^^^ The image may hold versions that nobody committed: this rewrites go.mod and go.sum in the build.
#---
# Silent: after generated code, in a module made on the spot, other commands.
FROM golang:1.27-trixie AS generated
RUN go generate ./... && go mod tidy
FROM golang:1.27-trixie AS made
RUN go mod init example.com/x && go mod tidy
FROM golang:1.27-trixie AS vendored
RUN go mod tidy && go mod vendor
FROM golang:1.27-trixie
RUN go mod download && go mod verify
