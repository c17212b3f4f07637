FROM golang:1.27-trixie AS build
RUN go build -o /api -gcflags 'all=-N -l' .
#                    ^^^^^^^^^^^^^^^^^^^^ The program will run several times slower: -gcflags=all=-N -l turns optimisation off, for a debugger.
FROM debian:13
COPY --from=build /api /api
#---
# Silent: other flags of the compiler, variables, a stage for debugging.
FROM golang:1.27-trixie AS build
ARG GCFLAGS
RUN go build -gcflags="-m" -o /a . && go build -gcflags="$GCFLAGS" -o /b .
FROM golang:1.27-trixie AS build-debug
RUN go build -gcflags="all=-N -l" -o /c .
FROM debian:13
COPY --from=build /a /b /
COPY --from=build-debug /c /
#---
FROM golang:1.27-trixie AS build
RUN ["sh", "-c", "go build -gcflags=all=-N -o /a ."]
#                          ^^^^^^^^^^^^^^^ The program will run several times slower: -gcflags=all=-N turns optimisation off, for a debugger.
FROM debian:13
COPY --from=build /a /
#---
# Silent: a condition chooses.
FROM golang:1.27-trixie AS build
RUN if [ "$DEBUG" = 1 ]; then \
      go build -gcflags="all=-N -l" -o /a .; \
    else \
      go build -o /a .; \
    fi
FROM debian:13
COPY --from=build /a /
