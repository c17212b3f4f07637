FROM alpine:3.24 as a
#                ^^ Readers may take `as` for a part of the image: it is not in the same case as FROM.
from alpine:3.24 AS b
#                ^^ Readers may take `AS` for a part of the image: it is not in the same case as from.
FROM alpine:3.24 As c
#                ^^ Readers may take `As` for a part of the image: it is not in the same case as FROM.
#---
# Silent.
FROM alpine:3.24 AS a
from alpine:3.24 as b
FROM alpine:3.24
From alpine:3.24 as d
