FROM debian:13
RUN apt-get update && apt-get install -y curl
#                             ^^^^^^^ Packages that nobody asked for may come along: recommended ones are installed, too.
#---
# Silent: said, here or for all.
FROM debian:13
RUN apt-get install -y --no-install-recommends a && apt-get install -y -o APT::Install-Recommends=false b
#---
FROM debian:13
RUN echo 'APT::Install-Recommends "0";' > /etc/apt/apt.conf.d/99x
RUN apt-get install -y a
