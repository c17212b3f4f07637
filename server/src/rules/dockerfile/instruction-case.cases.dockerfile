from alpine:3.24
run true
CMD ["x"]
#^^ Readers may take CMD for a part of the line above: most instructions of this file are in lower case.
#---
FROM alpine:3.24
Run true
#^^ Readers may take Run for a part of the line above: most instructions of this file are in upper case.
#---
# As many of each: upper case wins.
FROM alpine:3.24
run true
#^^ Readers may take run for a part of the line above: most instructions of this file are in upper case.
#---
# ARG above the first FROM has no vote.
ARG TAG=3.24
#^^ Readers may take ARG for a part of the line above: most instructions of this file are in lower case.
ARG OTHER=1
#^^ Readers may take ARG for a part of the line above: most instructions of this file are in lower case.
from alpine:$TAG
run true
COPY a /a
#^^^ Readers may take COPY for a part of the line above: most instructions of this file are in lower case.
#---
# Silent: all alike; heredocs; what ONBUILD defers.
from alpine:3.24
onbuild RUN true
run <<EOF
RUN
EOF
