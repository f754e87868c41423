duplicate-key.yaml:4:1: «mission» ya está en la línea 2; cada campo se escribe una sola vez.
