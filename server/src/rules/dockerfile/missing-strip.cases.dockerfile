FROM golang:1.27-trixie AS build
RUN go build -ldflags "-X main.version=$VERSION" -o /a .
#   ^^^^^^^^ The image will be larger by a quarter or so of the program: the debugging tables are built in.
RUN go build -ldflags='-w' -o /b . && go build -o /c .
#   ^^^^^^^^ The image will be larger by a quarter or so of the program: the debugging tables are built in.
#                                     ^^^^^^^^ The image will be larger by a quarter or so of the program: the debugging tables are built in.
FROM debian:13
COPY --from=build /a /b /c /
#---
# Silent: stripped, or hidden in a variable.
FROM golang:1.27-trixie AS build
ARG LDFLAGS
RUN go build -ldflags="-s -w" -o /a . && go build -ldflags "$LDFLAGS" -o /b . && go build -ldflags=-s -o /c .
RUN go build -ldflags="-X a.b=c -s" -o /d . && go build $LDFLAGS -o /e . && go build -ldflags "${LDFLAGS} -X a=b" -o /f .
FROM debian:13
COPY --from=build /a /b /c /d /e /f /
#---
FROM golang:1.27-trixie AS build
RUN go build -o /a .
FROM debian:13 AS debug
COPY --from=build /a /
