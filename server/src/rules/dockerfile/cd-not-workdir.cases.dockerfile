FROM alpine:3.24
RUN cd /usr/src/app && make && cd / && true
#   ^^^^^^^^^^^^^^^ The next RUN will be somewhere else again: cd counts to the end of this one.
#---
# Silent: not at the start, relative, variable, in a subshell, alone.
FROM alpine:3.24
RUN make && cd /x && make
RUN cd x && make
RUN cd $X && make
RUN (cd /x && make)
RUN cd /x
RUN cd /x; make
