json-wrong-escape.json:1:34: «\p» no significa nada entre comillas dobles; una barra invertida se escribe \\.
