FROM debian:13
RUN set -e; curl -fsSL https://example.com/x.json | jq -r .name > /name
#           ^^^^ The build goes on if curl fails: a pipe has the result of its last command.
RUN curl a | tee /a
#---
FROM registry.example/base:1
RUN go list ./... | grep -v vendor | xargs go vet
#   ^^ The build goes on if go fails: a pipe has the result of its last command.
#---
# Silent: an empty input fails by itself.
FROM debian:13
RUN curl a | tar -xzf - -C /srv && wget -O- b | sudo apt-key add - && curl c | gpg --dearmor -o /k
RUN curl d | gunzip > /d && curl e | xz -dc > /e && curl f | sha256sum -c -
RUN go test $(go list ./... | grep -v vendor) && export V=$(curl v | jq .v)
#---
# Silent: who asks for the result takes a failure for a no; what is piped into an interpreter is another rule's.
FROM alpine:3.24
RUN if apk list --installed | grep ruby; then exit 1; elif git log | grep x; then exit 1; fi; while curl a | grep b; do sleep 1; done
RUN curl https://example.com/get-pip.py | python3
#---
FROM alpine:3.24
RUN if true; then curl a | jq .b > /c; fi
#                 ^^^^ The build goes on if curl fails: a pipe has the result of its last command.
#---
# The result of an assignment is that of its command.
FROM debian:13
RUN V=$(curl v | jq .v) && echo $V
#       ^^^^ The build goes on if curl fails: a pipe has the result of its last command.
#---
# Not if it goes through something that is content.
FROM debian:13
RUN curl a | base64 -d | tar -x
#   ^^^^ The build goes on if curl fails: a pipe has the result of its last command.
#---
# Silent: pipefail, however it is set; another interpreter; first commands that hardly fail; no pipe.
FROM alpine:3.24 AS a
RUN set -o pipefail && wget -qO- x | tar x
FROM alpine:3.24 AS b
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN wget -qO- x | tar x
FROM debian:13 AS c
SHELL ["pwsh", "-Command"]
RUN curl x | tar x
FROM debian:13 AS d
RUN echo x | tee /y && cat a | sort && printf x | sh && curl x | sh -s && curl x || true
RUN <<EOF
#!/usr/bin/env python3
print("curl x | tar")
EOF

#---
# What hadolint has been told of the shell counts here, too.
FROM registry.example/servercore:1
# hadolint shell=powershell
RUN curl x | tar x
FROM registry.example/base:1
# hadolint shell=/bin/bash
RUN curl x | tee y
#   ^^^^ The build goes on if curl fails: a pipe has the result of its last command.
