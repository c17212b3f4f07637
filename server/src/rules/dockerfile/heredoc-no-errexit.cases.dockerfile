FROM alpine:3.24
RUN --network=none <<-EOF
#                  ^^^^^^ The build goes on if a line in the middle fails: a heredoc has the result of its last command.
	cd /x
	make; make install
	EOF
#---
# Silent: set, by the script or the shell; one command; joined lines; an interpreter; a heredoc that is only input.
FROM alpine:3.24
RUN <<EOF
set -eux
a
b
EOF
RUN <<EOF
a &&
b
EOF
RUN <<EOF
#!/bin/sh -e
a
b
EOF
RUN cat <<EOF > /x
a
b
EOF
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN <<EOF
a
b
EOF
