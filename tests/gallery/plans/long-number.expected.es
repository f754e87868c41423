long-number.yaml:3:17: El número pasa de 100 cifras.
