FROM debian:13
RUN apt-get update && curl -fsSL https://get.example.com | sudo -E bash - && true
#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Whoever controls the server runs commands in your build: curl hands its answer straight to bash.
RUN curl https://get.example.com | sh -s -- -y
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Whoever controls the server runs commands in your build: curl hands its answer straight to sh.
RUN sh -c "$(curl -fsSL https://get.example.com)"
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Whoever controls the server runs commands in your build: curl hands its answer straight to sh.
#---
# Silent: archives, keys, filters, a script from a file.
FROM debian:13
RUN curl -fsSL https://example.com/x.tar.gz | tar -xz && curl https://example.com/key | gpg --dearmor > /k
RUN curl https://example.com/v | python3 -c 'import json' && curl https://example.com | jq -r .tag | sh-like
RUN curl -o x.sh https://example.com/x.sh && sh x.sh && echo "curl x | sh" && cat y | sh
