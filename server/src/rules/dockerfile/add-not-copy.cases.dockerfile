FROM alpine:3.24
ADD . /src
#^^ ADD would unpack an archive or download an address, and this is neither: COPY does the same without surprises.
ADD --chown=app:app config.yaml entrypoint.sh /etc/
#^^ ADD would unpack an archive or download an address, and this is neither: COPY does the same without surprises.
add ["a file", "/"]
#^^ ADD would unpack an archive or download an address, and this is neither: COPY does the same without surprises.
#---
# Silent: archives, addresses, repositories, patterns that may match an archive, flags of ADD alone, variables.
FROM alpine:3.24
ARG FILE
ADD rootfs.tar.xz /
ADD dist.tgz /x
ADD https://example.com/a /a
ADD git@github.com:acme/repo.git /r
ADD https://github.com/acme/repo.git#v1 /r
ADD *.gz /x/
ADD build/* /x/
ADD $FILE /x/
ADD --unpack=false a /a
ADD x.tar y /x/
ADD
