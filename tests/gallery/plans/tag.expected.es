tag.yaml:2:17: «!!str» es una etiqueta de YAML, que aquí no se admite; si es un texto, póngalo entre comillas.
