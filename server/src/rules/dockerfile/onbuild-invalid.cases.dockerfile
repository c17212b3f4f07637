FROM alpine:3.24
ONBUILD FROM x
#       ^^^^ The build will fail: ONBUILD cannot defer FROM.
ONBUILD maintainer x
#       ^^^^^^^^^^ The build will fail: ONBUILD cannot defer MAINTAINER.
ONBUILD RUNN x
#       ^^^^ The build will fail: there is no instruction RUNN.
#---
# Silent.
FROM alpine:3.24
ONBUILD RUN true
onbuild copy --from=a x /
ONBUILD
