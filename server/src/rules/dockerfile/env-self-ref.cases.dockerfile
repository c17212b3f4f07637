FROM alpine:3.24
ENV A=1 B=$A C="${A}/x"
#         ^^ `$A` still has its old value here, or none: what this ENV sets counts only for the instructions after it.
#               ^^^^ `$A` still has its old value here, or none: what this ENV sets counts only for the instructions after it.
#---
# Over several lines, and with an older value that differs.
FROM alpine:3.24
ENV HOME=/root
ENV HOME=/srv \
    BIN=$HOME/bin
#       ^^^^^ `$HOME` still has its old value here, or none: what this ENV sets counts only for the instructions after it.
#---
# Silent: the old value is meant, or the same, or the use comes first.
FROM alpine:3.24
ENV PATH=/opt/bin:$PATH
ENV A=1
ENV A=1 B=$A
ENV X=$Y Y=2
ENV P="$P:more"
ARG H=/home/me
ARG L
ENV H=${H} L="$L" B=$H/bin M=$L
ENV A="1" C=$A
#---
# Silent: quoted.
FROM alpine:3.24
ENV A=1 B='$A' C=\$A
