json-trailing-comma.json:3:37: Sobra la coma tras el último elemento.
