utf-16.yaml:1:1: El texto parece guardado como UTF-16; guárdelo de nuevo como UTF-8.
