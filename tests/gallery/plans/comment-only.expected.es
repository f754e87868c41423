comment-only.yaml:1:1: El fichero está vacío o solo lleva comentarios.
