FROM debian:13
RUN apt update && DEBIAN_FRONTEND=noninteractive apt -y install curl && apt full-upgrade -y
#   ^^^ A later release of apt may read this line in another way: its command line is made for people and may change.
#                                                ^^^ A later release of apt may read this line in another way: its command line is made for people and may change.
#                                                                       ^^^ A later release of apt may read this line in another way: its command line is made for people and may change.
#---
# Silent.
FROM debian:13
RUN apt-get update && apt-cache policy curl && echo apt install && rm -rf /var/lib/apt
