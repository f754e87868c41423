alias.yaml:2:10: «&plazo» es una remisión de YAML, que aquí no se admite: repita los datos o, si es un texto, póngalo entre comillas.
alias.yaml:3:10: «*plazo» es una remisión de YAML, que aquí no se admite: repita los datos o, si es un texto, póngalo entre comillas.
