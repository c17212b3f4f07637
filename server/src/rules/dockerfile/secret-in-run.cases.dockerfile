FROM golang:1.27-trixie
ARG USER TOKEN
RUN git config --global url."https://${TOKEN}@github.com/".insteadOf "https://github.com/"
#                                    ^^^^^^^^ TOKEN will stay in the image or the build cache: as a build argument in the history, and where this command writes the address.
RUN git clone https://$USER:$TOKEN@git.example/team/repo.git
#                           ^^^^^^ TOKEN will stay in the image or the build cache: as a build argument in the history, and where this command writes the address.
RUN curl -fsSO https://deploy:hunter2@files.example/x
#                             ^^^^^^^ The password in this address is readable for everyone who has the Dockerfile, the image or the build cache.
#---
# Silent: secret mounts, variables of the shell, addresses without a password, an @ in a path.
FROM golang:1.27-trixie
RUN --mount=type=secret,id=TOKEN,env=TOKEN git clone https://x:${TOKEN}@git.example/r.git
RUN --mount=type=secret,id=t t=$(cat /run/secrets/t) && git clone https://x:$t@git.example/r.git
RUN git clone https://git@github.com/acme/repo.git
RUN curl -O https://cdn.example/npm/pkg@1.2/dist.js
RUN go install example.com/tool@v1.0.0
