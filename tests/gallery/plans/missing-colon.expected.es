missing-colon.yaml:2:1: A esta línea le faltan los dos puntos tras el nombre del campo.
