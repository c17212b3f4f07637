FROM golang:1.27-trixie AS build
RUN go build -ldflags "-X main.version=$VERSION" -o /a .
#   ^^^^^^^^ The image will be larger by a quarter or so of the program: the debugging tables are built in.
RUN go build -ldflags=-X=main.version=1.2 -o /b . && go build -trimpath -o /c .
#   ^^^^^^^^ The image will be larger by a quarter or so of the program: the debugging tables are built in.
#                                                    ^^^^^^^^ The image will be larger by a quarter or so of the program: the debugging tables are built in.
FROM debian:13
COPY --from=build /a /b /c /
#---
# The fix writes -ldflags=-s where the script itself stands in quotes.
FROM golang:1.27-trixie AS build
RUN ["sh", "-c", "go build -o /a ."]
#                 ^^^^^^^^ The image will be larger by a quarter or so of the program: the debugging tables are built in.
RUN sh -c "go build -o /b ."
#          ^^^^^^^^ The image will be larger by a quarter or so of the program: the debugging tables are built in.
FROM debian:13
COPY --from=build /a /b /
#---
# Silent: stripped, without DWARF at least, or hidden in a variable or a command.
FROM golang:1.27-trixie AS build
ARG LDFLAGS
RUN go build -ldflags="-s -w" -o /a . && go build -ldflags "$LDFLAGS" -o /b . && go build -ldflags=-s -o /c .
RUN go build -ldflags="-X a.b=c -s" -o /d . && go build $LDFLAGS -o /e . && go build -ldflags "${LDFLAGS} -X a=b" -o /f .
RUN go build -ldflags='-w' -o /g . && go build -ldflags "`./ldflags.sh`" -o /h .
FROM debian:13
COPY --from=build /a /b /c /d /e /f /g /h /
#---
FROM golang:1.27-trixie AS build
RUN go build -o /a .
FROM debian:13 AS debug
COPY --from=build /a /
#---
# Silent: stripped afterwards.
FROM golang:1.27-trixie AS build
RUN go build -o /a . && aarch64-linux-gnu-strip /a
FROM debian:13
COPY --from=build /a /
#---
FROM golang:1.27-trixie AS build
RUN go build -o /a .
FROM alpine:3.24 AS small
COPY --from=build /a /a
RUN upx /a
FROM debian:13
COPY --from=small /a /
#---
# Silent: for a debugger.
FROM golang:1.27-trixie AS build-debug
RUN go build -gcflags="all=-N -l" -o /a .
FROM debian:13
COPY --from=build-debug /a /
#---
# Left over from debugging, like -N itself.
FROM golang:1.27-trixie AS build
RUN go build -gcflags="all=-N -l" -o /a .
#   ^^^^^^^^ The image will be larger by a quarter or so of the program: the debugging tables are built in.
FROM debian:13
COPY --from=build /a /
