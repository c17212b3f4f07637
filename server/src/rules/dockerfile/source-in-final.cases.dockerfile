FROM golang:1.27-trixie AS build
WORKDIR /app
COPY . .
RUN go build -o /bin/api .
FROM alpine:3.24
COPY --from=build /app /app
#                 ^^^^ The image will hold the sources: /app is where stage build has put them.
COPY --from=build /go/ /usr/local/go /opt/
#                 ^^^^ The image will hold the module cache and the tools of the build: a compiled Go program needs nothing of it.
#                      ^^^^^^^^^^^^^ The image will hold the whole Go toolchain: a compiled Go program needs nothing of it.
#---
FROM golang:1.27-trixie
WORKDIR /app
COPY . /app
RUN go build -o api .
FROM scratch
COPY --from=0 /app/. /app/
#             ^^^^^^ The image will hold the sources: /app is where stage 0 has put them.
#---
# Silent: parts of the sources, a build that is not Go's, an image that needs Go itself.
FROM golang:1.27-trixie AS build
WORKDIR /app
COPY . .
RUN go build -o /bin/api .
FROM node:24-alpine AS web
WORKDIR /web
COPY . .
RUN npm run build
FROM alpine:3.24
COPY --from=build /app/templates /app/templates
COPY --from=build /bin/api /go/bin/tool /usr/local/bin/
COPY --from=web /web /web
#---
FROM golang:1.27-trixie AS build
WORKDIR /app
COPY . .
RUN go build ./...
FROM golang:1.27-trixie
COPY --from=build /go /go
COPY --from=build /app /app
#---
# Silent: a debugger shows the sources.
FROM golang:1.27-trixie AS build
WORKDIR /app
COPY . .
RUN go build -o /bin/api .
FROM debian:13 AS debug
COPY --from=build /app /app
COPY --from=build /bin/api /bin/api
