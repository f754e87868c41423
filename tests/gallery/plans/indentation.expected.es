indentation.yaml:4:2: La línea no está alineada con las demás, o a la anterior le faltan los dos puntos.
