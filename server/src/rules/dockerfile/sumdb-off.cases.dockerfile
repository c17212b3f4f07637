FROM golang:1.27-trixie
ENV GOSUMDB=off A=1
#   ^^^^^^^^^^^ A proxy may serve any code for a new module: GOSUMDB=off takes the check away for public modules as well.
RUN go env -w GONOSUMDB='*' && GONOSUMCHECK=1 go build .
#             ^^^^^^^^^^^^^ A proxy may serve any code for a new module: GONOSUMDB=* takes the check away for public modules as well.
#                              ^^^^^^^^^^^^^^ [info] This does nothing: Go knows no GONOSUMCHECK any more.
RUN GOINSECURE=git.example.com go mod download
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^ Whoever sits between may serve any code: GOINSECURE fetches modules over plain HTTP.
#---
# Silent: exemptions for one's own names, another database, no value.
FROM golang:1.27-trixie
ENV GOPRIVATE=git.example.com GONOSUMDB=git.example.com GOSUMDB=sum.golang.google.cn GOINSECURE=
ARG GOSUMDB
