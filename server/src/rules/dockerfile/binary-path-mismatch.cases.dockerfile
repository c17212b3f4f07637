FROM golang:1.27-trixie AS build
WORKDIR /src
COPY . .
RUN go build -o bin/api ./cmd/api
FROM scratch
COPY --from=build /src/api /api
#                 ^^^^^^^^ The build will fail here: the program is built as /src/bin/api.
#---
FROM golang:1.27-trixie AS build
RUN go build -o /out/api .
FROM scratch
COPY --from=build /out/api /usr/local/bin/
ENTRYPOINT ["/bin/api", "serve"]
#            ^^^^^^^^ The container will not start: the program lies at /usr/local/bin/api.
#---
# Silent: they agree; something moves files; other names; several programs; a folder.
FROM golang:1.27-trixie AS build
RUN go build -o /out/api .
FROM scratch
COPY --from=build /out /
ENTRYPOINT ["/api"]
#---
FROM golang:1.27-trixie AS build
RUN go build -o /out/api . && install /out/api /bin/api
FROM scratch
COPY --from=build /bin/api /api
#---
FROM golang:1.27-trixie AS build
RUN go build -o /a/api ./a && go build -o /b/api ./b
FROM scratch
COPY --from=build /a/api /api
ENTRYPOINT ["/api"]
#---
FROM golang:1.27-trixie AS build
RUN make build
FROM scratch
COPY --from=build /bin/api /api
#---
FROM golang:1.27-trixie AS build
RUN go build -o /out/api .
FROM alpine:3.24
COPY --from=build /out/api /opt/api
RUN ln -s /opt/api /bin/api
ENTRYPOINT ["/bin/api"]
#---
# Silent: a folder called like the program in it.
FROM golang:1.27-trixie AS build
WORKDIR /src/api
RUN CGO_ENABLED=0 go build -o api main.go
FROM scratch
WORKDIR /bin
COPY --from=build /src/api .
ENTRYPOINT ["/bin/api"]
