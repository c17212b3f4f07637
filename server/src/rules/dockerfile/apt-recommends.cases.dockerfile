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
#---
# What is written into the configuration says nothing of recommended packages.
FROM debian:13
RUN echo 'Acquire::Retries "3";' > /etc/apt/apt.conf.d/80retries
RUN apt-get install -y a
#           ^^^^^^^ Packages that nobody asked for may come along: recommended ones are installed, too.
#---
# Silent: a file that nobody sees here may say it.
FROM debian:13
RUN curl -o /etc/apt/apt.conf.d/80local https://example.com/apt.conf
RUN apt-get install -y a
