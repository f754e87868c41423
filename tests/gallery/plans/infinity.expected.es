infinity.yaml:2:18: «.inf» no es una cifra que se pueda usar; si el dato no se conoce, escriba unknown.
