FROM debian:13
RUN apt-get update && apt-get install -y a=1.0 b c
#                                              ^ The next build may install another version of b: no version is named.
RUN apk add --no-cache --virtual .deps gcc
#                                      ^^^ The next build may install another version of gcc: no version is named.
RUN dnf install -y nginx
#                  ^^^^^ The next build may install another version of nginx: no version is named.
#---
# Silent: pinned, files, variables.
FROM debian:13
RUN apt-get install -y a=1.0 b/trixie ./c.deb $PACKAGES && apk add a=1.0 b~2 && dnf install -y nginx-1.26 https://example.com/x.rpm
