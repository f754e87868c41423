latin-1.yaml:2:20: El texto parece guardado como Windows-1252; guárdelo de nuevo como UTF-8.
