FROM golang:1.27-trixie
RUN go install github.com/go-delve/delve/cmd/dlv@latest
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Whoever reaches the debugger owns the program: Delve is in the image.
CMD ["/api"]
#---
FROM golang:1.27-trixie AS tools
FROM debian:13
COPY --from=tools /go/bin/dlv /usr/local/bin/
CMD ["/usr/local/bin/dlv", "exec", "/api"]
#    ^^^^^^^^^^^^^^^^^^^^ Whoever reaches the debugger owns the program: Delve is in the image.
#---
# Silent: a stage for debugging, or one that is not the image.
FROM golang:1.27-trixie AS debug
RUN go install github.com/go-delve/delve/cmd/dlv@latest
FROM debian:13
CMD ["/api"]
#---
FROM golang:1.27-trixie AS dev
RUN go install github.com/go-delve/delve/cmd/dlv@latest
