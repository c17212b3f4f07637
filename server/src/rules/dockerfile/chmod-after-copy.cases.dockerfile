FROM alpine:3.24
COPY --chown=app:app scripts/entrypoint.sh /
RUN apk add --no-cache bash && chmod 0755 /entrypoint.sh
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^ The file will be in the image twice: changing its mode writes it into another layer.
COPY a.sh /b.sh
RUN chmod u+s /b.sh
#   ^^^^^^^^^^^^^^^ The file will be in the image twice: changing its mode writes it into another layer.
#---
# Silent: another file, a folder, several, set already.
FROM alpine:3.24
COPY bin /usr/local/bin
RUN chmod +x /usr/local/bin/api
COPY --chmod=644 a.sh /a.sh
RUN chmod +x /a.sh
COPY b.sh c.sh /x/
RUN chmod +x /x/b.sh && chmod -R 755 /x
