binary.yaml: No es un fichero de texto.
