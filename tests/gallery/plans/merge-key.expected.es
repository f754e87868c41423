merge-key.yaml:3:3: «<<» es una remisión de YAML, que aquí no se admite: repita los datos o, si es un texto, póngalo entre comillas.
