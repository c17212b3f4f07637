FROM debian:13
RUN cd /x && sudo -E make install && sudo ldconfig
#            ^^^^ `sudo` changes nothing here, the step runs as root, and it fails where it is not installed.
#                                    ^^^^ `sudo` changes nothing here, the step runs as root, and it fails where it is not installed.
USER app
RUN sudo mkdir /data
#   ^^^^ Whoever gets into the container becomes root the same way: sudo works here because the image lets app use it.
#---
# Silent: installing it, naming it, becoming somebody else than root.
FROM debian:13
RUN sudo -u app make && sudo -E -u app -H make && sudo -Eu app make && sudo --user=app make
RUN apt-get update && apt-get install -y sudo && echo "sudo make" && usermod -aG sudo app
