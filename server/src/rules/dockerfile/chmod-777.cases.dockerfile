FROM alpine:3.24
RUN mkdir /data && chmod -R 0777 /data && chmod a+rwx /x
#                           ^^^^ Any process in the container may replace these files: mode 0777 lets everyone write.
#                                               ^^^^^ Any process in the container may replace these files: mode a+rwx lets everyone write.
#---
# Silent: what is taken away again is in no image.
FROM debian:13
RUN dir="$(mktemp -d)" && chmod 777 "$dir" && build "$dir" && rm -rf "$dir"
#---
# Silent: less, the sticky bit, the owner only, variables.
FROM alpine:3.24
RUN chmod 755 /a && chmod 1777 /tmp && chmod u+rwx /b && chmod +x /c && chmod $MODE /d && chmod g=rwx /e
COPY --chmod=0755 a /a
