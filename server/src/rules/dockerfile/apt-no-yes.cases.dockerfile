FROM debian:13
RUN apt-get update && apt-get -q install curl git && apt-get dist-upgrade
#                                ^^^^^^^ The build will stop here: apt-get asks whether to go on, and nobody answers.
#                                                            ^^^^^^^^^^^^ The build will stop here: apt-get asks whether to go on, and nobody answers.
#---
# Silent: answered, in whatever way.
FROM debian:13
RUN apt-get update && apt-get -qqy install a && apt-get install -yq b && apt-get install --assume-yes c && apt-get -qq install d
RUN yes | apt-get install e && apt-get update && apt-get clean && apt-get -y autoremove
RUN apt-get -o APT::Get::Assume-Yes=true install f
RUN apt-get $OPTIONS install g && apt-get install -s h
