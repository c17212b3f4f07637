# check=skip=JSONArgsRecommended;experimental=all
# VERSION is what is built.
ARG VERSION=1

# The tag of the base image
ARG TAG=3.24
#   ^^^ The outline of the build will not show the comment above: as the description of TAG it would begin with that name.

# Both
ARG A=1 B=2
#   ^ The outline of the build will not show the comment above: as the description of A it would begin with that name.

# B is the second of two.
ARG C=1 B=2

# Where everything comes together
FROM alpine:${TAG} AS Service
#                     ^^^^^^^ The outline of the build will not show the comment above: as the description of service it would begin with that name.

# Installs nothing.
RUN true
#---
# check=experimental=InvalidDefinitionDescription
# Silent: a blank line, an empty comment, another instruction and a stage without a name part.

ARG TAG=3.24
# Some words.
#
ARG OTHER=1
# The image
FROM alpine:${TAG}
# What is copied
COPY api /usr/local/bin/
#---
# Silent: nobody asks for the check.
ARG TAG=3.24
FROM alpine:${TAG}
