FROM alpine:3.24
RUN a \
#     ^ A later BuildKit will refuse this: the instruction goes on below the blank line.

  && b \

  && c
#---
# Silent: comments inside, blank lines between, a heredoc.
FROM alpine:3.24
RUN a \
  # comment
  && b

RUN <<EOF
a

b
EOF
