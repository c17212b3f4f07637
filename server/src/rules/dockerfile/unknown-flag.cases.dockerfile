FROM --plattform=$BUILDPLATFORM alpine:3.24
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^ The build will fail: FROM has no flag --plattform. --platform is close.
RUN --mout=type=cache,target=/x true
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ The build will fail: RUN has no flag --mout. --mount is close.
RUN --network=bridge true
#             ^^^^^^ The build will fail: --network is one of default, none, host.
COPY --from=a --from=b x /
#             ^^^^^^^^ The build will fail: --from is given twice.
COPY --chmod x /
#    ^^^^^^^ The build will fail: --chmod lacks its value.
COPY --link=maybe x /
#           ^^^^^ The build will fail: --link is one of true, false.
ENTRYPOINT --verbose
#          ^^^^^^^^^ The build will fail: ENTRYPOINT has no flag --verbose.
ONBUILD COPY --form=a x /
#            ^^^^^^^^ The build will fail: COPY has no flag --form. --from is close.
#---
# syntax=registry.example/frontend:1
FROM alpine:3.24
COPY --something x /
#    ^^^^^^^^^^^ [info] The build will fail: COPY has no flag --something.
#---
# Silent: the newest ones, repeatable ones, flags of programs, a lone --.
FROM alpine:3.24
ADD --unpack=false --checksum=sha256:aa --keep-git-dir --exclude=a --exclude=b https://example.com/a /
COPY --parents --link --chown=a:b x /
RUN --mount=type=tmpfs,target=/a --mount=type=tmpfs,target=/b --device=vendor/x --security=insecure true --wrong
RUN go build --wrong
HEALTHCHECK --interval=5s --start-interval=1s --retries=3 CMD true --wrong
RUN -- true
