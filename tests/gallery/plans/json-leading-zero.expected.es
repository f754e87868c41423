json-leading-zero.json:3:24: JSON no escribe los números así: «012».
