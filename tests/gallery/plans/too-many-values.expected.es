too-many-values.yaml:3:149997: El fichero lleva más de 50000 valores.
