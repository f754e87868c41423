json-trailing-text.json:2:1: Sobra «Fin»: el documento ya ha terminado.
