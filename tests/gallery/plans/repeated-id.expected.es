repeated-id.yaml:5:10: El identificador «o1» ya lo lleva otro elemento de «objectives», en la línea 3.
