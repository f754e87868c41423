json-nan.json:3:24: «NaN» no es una cifra que se pueda usar; si el dato no se conoce, escriba unknown.
