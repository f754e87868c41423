number-in-words.yaml:2:18: «catorce» no se entiende como número en «company.sites»: escriba por ejemplo 12, 12.5, >= 12 o 10-12.
