FROM golang:1.27-trixie
RUN CGO_ENABLED=0 go build -o /api -a \
#                                  ^^ Every build compiles the standard library again: -a throws the build cache away.
    -installsuffix cgo .
#---
# Silent: other flags with an a in them, other programs.
FROM golang:1.27-trixie
RUN go build -asmflags=-a -o /a . && go list -a ./... && tar -a -cf x.tar.gz x && xx-go build -a .
#---
# Silent: before the build cache.
FROM golang:1.9-alpine
RUN CGO_ENABLED=0 go build -a -o /a .
