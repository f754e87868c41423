huge.yaml: El fichero pasa del tamaño máximo, 2000000 bytes.
