FROM alpine:3.24
ARG VERSION=1
ADD https://downloads.example/app-$VERSION.tar.gz /tmp/
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Nobody will notice if another file comes from this address tomorrow: ADD has no --checksum.
#---
# Silent: a checksum, also from a variable; repositories; local files.
FROM alpine:3.24
ARG SUM
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://downloads.example/a /a
ADD --checksum=$SUM https://downloads.example/a /a
ADD https://github.com/acme/repo.git#v1.2.3 /src
ADD git@github.com:acme/repo.git /src
ADD a.tar.gz /
