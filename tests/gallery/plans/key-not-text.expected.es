key-not-text.yaml:2:1: El nombre de un campo tiene que ser un texto; póngalo entre comillas.
