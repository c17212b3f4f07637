FROM alpine:3.24 AS BuildBase
#                   ^^^^^^^^^ BuildKit will call this stage buildbase: names of stages are read without regard to case.
FROM BuildBase AS next
COPY --from=0 /a /b
#---
# Silent.
FROM alpine:3.24 AS build-base_1
FROM alpine:3.24
