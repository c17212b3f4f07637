FROM alpine:3.24 AS a
FROM alpine:3.24 AS A
#                   ^ COPY --from=a and --target a will take this stage: it hides the earlier one of the same name.
FROM alpine:3.24 AS a
#                   ^ COPY --from=a and --target a will take this stage: it hides the earlier one of the same name.
#---
# Silent.
FROM alpine:3.24 AS a
FROM alpine:3.24 AS b
FROM alpine:3.24
FROM alpine:3.24
