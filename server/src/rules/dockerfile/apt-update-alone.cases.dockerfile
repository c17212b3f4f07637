FROM debian:13
RUN apt-get update -q && echo done
#   ^^^^^^^^^^^^^^ The install below may use lists that are weeks old, and end with "404 Not Found": this layer is reused as it is.
COPY x /x
RUN apt-get install -y a
#---
# Silent: in one RUN, updated again, lists in a mount, nothing installed.
FROM debian:13 AS a
RUN apt-get update && apt-get install -y a
FROM debian:13 AS b
RUN apt-get update
RUN apt-get update && apt-get install -y a
FROM debian:13 AS c
RUN --mount=type=cache,target=/var/lib/apt apt-get update
RUN --mount=type=cache,target=/var/lib/apt apt-get install -y a
FROM debian:13
RUN apt-get update
