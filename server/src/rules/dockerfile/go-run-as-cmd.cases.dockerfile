FROM golang:1.27-trixie
COPY . .
CMD go run main.go
#   ^^^^^^^^^^^^^^ Every start will compile the program first, and SIGTERM will go to the go command.
#---
FROM golang:1.27-trixie
COPY . .
ENTRYPOINT ["go", "run", ".", "--port", "80"]
#           ^^^^^^^^^^^^^^^^ Every start will compile the program first, and SIGTERM will go to the go command.
#---
# Silent: for development; another stage; a build step.
FROM golang:1.27-trixie AS dev
CMD ["go", "run", "."]
#---
FROM golang:1.27-trixie AS gen
CMD ["go", "run", "."]
FROM golang:1.27-trixie
RUN go run ./gen > /out
CMD ["/api"]
