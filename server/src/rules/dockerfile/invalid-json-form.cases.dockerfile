FROM alpine:3.24 AS a
CMD ["api",]
#   ^^^^^^^^ A shell will get this line with its brackets: a JSON array takes double quotes and no trailing comma.
COPY ['a b', '/x']
#    ^^^^^^^^^^^^^ COPY will take the brackets and quotes for parts of the names: a JSON array takes double quotes and no trailing comma.
VOLUME ['/data']
#      ^^^^^^^^^ VOLUME will take the brackets and quotes for parts of the names: a JSON array takes double quotes and no trailing comma.
HEALTHCHECK CMD ['api', '-health']
#               ^^^^^^^^^^^^^^^^^^ A shell will get this line with its brackets: a JSON array takes double quotes and no trailing comma.
RUN ["sleep", 5]
#   ^^^^^^^^^^^^ [error] The build will fail: a JSON array may hold nothing but strings here.
ONBUILD RUN ['true']
#           ^^^^^^^^ A shell will get this line with its brackets: a JSON array takes double quotes and no trailing comma.
FROM alpine:3.24
CMD ["ok"]
#---
# The start line of the image, too, has to be of strings.
FROM alpine:3.24
CMD ["api", "--port", 80]
#   ^^^^^^^^^^^^^^^^^^^^^ [error] The build will fail: a JSON array may hold nothing but strings here.
#---
# Nothing to quote there.
FROM alpine:3.24
RUN ["api", ["x"]]
#   ^^^^^^^^^^^^^^ [error] The build will fail: a JSON array may hold nothing but strings here.
#---
# Silent: proper arrays, tests of a shell, patterns, the image's own start line (another rule's).
FROM alpine:3.24
RUN ["true"]
RUN [ -f /x ] && true
RUN [[ "$a" == b ]] || true
COPY [a-z].txt /x/
CMD ['api']
