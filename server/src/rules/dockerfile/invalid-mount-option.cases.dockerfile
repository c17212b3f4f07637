FROM alpine:3.24
RUN --mount=type=cahce,target=/x true
#                ^^^^^ The build will fail: there is no mount type cahce, only bind, cache, tmpfs, secret, ssh.
RUN --mount=type=cache,target=/x,sharing=exclusive true
#                                        ^^^^^^^^^ The build will fail: sharing is one of shared, private, locked.
RUN --mount=type=bind,target=/x,sharing=locked true
#                               ^^^^^^^ The build will fail: a bind mount has no option sharing.
RUN --mount=type=secret,required true
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The build will fail: a secret mount has to say its id, source or target.
RUN --mount=type=secret,id=a,requried=true true
#                            ^^^^^^^^ The build will fail: a secret mount has no option requried. required is close.
RUN --mount=type=cache,target=/x,uid=app,mode=0999 true
#                                    ^^^ The build will fail: uid is a number.
#                                             ^^^^ The build will fail: mode is a number.
RUN --mount=type=secret,id=a,required=maybe true
#                                     ^^^^^ The build will fail: required is one of true, false.
ONBUILD RUN --mount=type=tmpfs,traget=/x true
#                              ^^^^^^ The build will fail: a tmpfs mount has no option traget. target is close.
RUN --mount=type=cache,target true
#                      ^^^^^^ The build will fail: target lacks its value.
#---
# Silent: all of them as they are, aliases, variables.
FROM alpine:3.24
RUN --mount=from=a --mount=target=/x --mount=type=bind,src=.,dst=/y,rw,from=a true
RUN --mount=type=cache,id=x,target=/x,sharing=locked,uid=0,gid=0,mode=0755,ro true
RUN --mount=type=secret,id=a,env=A --mount=type=secret,src=a,destination=/b,required=true,mode=400 true
RUN --mount=type=ssh --mount=type=ssh,id=default,required --mount=type=tmpfs,target=/t,size=1g true
RUN --mount=type=cache,target=${GOPATH}/pkg,uid=$UID --mount=type=$TYPE,what=1 true
