FROM golang:1.27-alpine
#    ^^^^^^^^^^^^^^^^^^ The image will carry the whole Go toolchain, some 800 MiB: golang is the image that it runs in.
WORKDIR /app
COPY . .
RUN go build -o api ./cmd/api

# Where it listens.
EXPOSE 8080
CMD ["./api"]
#---
# No fix: a shell starts it, or settings would be lost.
FROM golang:1.27-trixie
#    ^^^^^^^^^^^^^^^^^^ The image will carry the whole Go toolchain, some 800 MiB: golang is the image that it runs in.
RUN go build -o /api .
CMD /api --port $PORT
#---
FROM golang:1.27-trixie AS run
#    ^^^^^^^^^^^^^^^^^^ The image will carry the whole Go toolchain, some 800 MiB: golang is the image that it runs in.
ENV CONFIG=/etc/api.yaml
RUN go build -o /api .
CMD ["/api"]
#---
# Silent: for development, tests, tools; another final image; a start line that is not built here.
FROM golang:1.27-trixie
RUN go install github.com/air-verse/air@v1.60.0
CMD ["air"]
#---
FROM golang:1.27-trixie
RUN go build -o /api .
CMD ["go", "test", "./..."]
#---
FROM golang:1.27-trixie AS dev
RUN go build -o /api .
CMD ["/api"]
#---
FROM golang:1.27-trixie
RUN go build -o /generator .
#---
FROM golang:1.27-trixie
RUN go build -o /api .
CMD ["bash"]
#---
# The program stands in the quotes of a shell.
FROM golang:1.27-trixie
#    ^^^^^^^^^^^^^^^^^^ The image will carry the whole Go toolchain, some 800 MiB: golang is the image that it runs in.
RUN go build -o /usr/local/bin/api .
CMD sh -c "api 2>&1 | tee /var/log/api.log"
