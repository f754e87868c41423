empty.yaml: El fichero está vacío o solo lleva comentarios.
