json-duplicate-key.json:4:3: «mission» ya está en la línea 3; cada campo se escribe una sola vez.
