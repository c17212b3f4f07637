FROM alpine:3.24
RUN <<-"END"
#       ^^^ The build will fail: no line ends this heredoc. It takes one that is exactly `END`.
true
 END
COPY x /x
#---
# Silent.
FROM alpine:3.24
RUN <<EOF
true
EOF
RUN echo "a <<EOF b"
RUN cat <<A <<B
A
B
RUN cat <<-EOF
	x
	EOF
