FROM alpine:3.24
SHELL ['/bin/sh', '-c']
#     ^^^^^^^^^^^^^^^^^ The build will fail: SHELL takes a JSON array.
SHELL "/bin/sh -c"
#     ^^^^^^^^^^^^ The build will fail: SHELL takes a JSON array.
#---
# Silent.
FROM alpine:3.24
SHELL ["/bin/sh", "-c"]
SHELL
