FROM alpine:3.24
LABEL Maintainer=me a..b=1 \
#     ^^^^^^^^^^ Tools that filter by labels may not find `Maintainer`: the convention is lower-case letters, digits, dots and dashes.
#                   ^^^^ Tools that filter by labels may not find `a..b`: the convention is lower-case letters, digits, dots and dashes.
  com.docker.x=1
# ^^^^^^^^^^^^ `com.docker.x` may be overwritten or ignored: the prefix is reserved for Docker itself.
#---
# Silent: underscores, too, which OLM asks for.
FROM alpine:3.24
LABEL operators.operatorframework.io.metrics.project_layout=go.kubebuilder.io/v4 build_id=1
LABEL org.opencontainers.image.source=https://example.com version="1" "a"="b" $KEY=1
LABEL
