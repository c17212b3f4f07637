# check=skip=JSONArgsRecomended,StageNameCasing;error=true
#            ^^^^^^^^^^^^^^^^^^ Nothing is skipped: there is no check JSONArgsRecomended.
FROM alpine:3.24
#---
# escape=/
#        ^ [error] The build will fail: the escape character is a backslash or a backtick.
FROM alpine:3.24
#---
# syntax=docker/dockerfile:1
# syntax=docker/dockerfile:1.4
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ [error] The build will fail: the directive syntax is given twice.
FROM alpine:3.24
#---

# check=skip=all
#^^^^^^^^^^^^^^^ Nothing will come of `check=`: below other lines it is a comment.
#
FROM alpine:3.24
#---
# check=skip=StageNameCasing;warn=true
#                            ^^^^ [error] The build will fail: `check` knows skip, error and experimental, but not warn.
FROM alpine:3.24
#---
# Silent: in their place; comments about them; the same in a heredoc; one that is there already.
FROM alpine:3.24
# syntax: see above
# The escape = key
RUN <<EOF
# syntax=docker/dockerfile:1
EOF
#---
# syntax=docker/dockerfile:1
# escape=`
# check=skip=StageNameCasing,UndefinedVar;experimental=all // a remark, after a space
# syntax highlighting
FROM alpine:3.24
#---
# check=skip=StageNameCasing, UndefinedVar
#                             ^^^^^^^^^^^^ Nothing will come of `UndefinedVar`: what stands behind a space is not read.
FROM alpine:3.24
#---
# Silent: above an instruction, for that one alone.
FROM alpine:3.24
# check=skip=SecretsUsedInArgOrEnv // only the name of one
ENV PASSWORD_FILE=/run/secrets/password
#---
# syntax=docker/dockerfile:1.20
FROM alpine:3.24
# Before 1.21 it is a comment.
# check=skip=SecretsUsedInArgOrEnv
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Nothing will come of `check=`: below other lines it is a comment.
ENV PASSWORD_FILE=/run/secrets/password
#---
# Whether checks fail the build is decided at the top.
FROM alpine:3.24
# check=error=true
#^^^^^^^^^^^^^^^^^ Nothing will come of `check=`: below other lines it is a comment.
WORKDIR /app
#---
FROM alpine:3.24
# check=skip=WorkdirRelativPath
#            ^^^^^^^^^^^^^^^^^^ Nothing is skipped: there is no check WorkdirRelativPath.
WORKDIR /app
