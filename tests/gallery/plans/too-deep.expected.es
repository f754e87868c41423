too-deep.yaml:2:41: Hay más de 32 niveles, unos dentro de otros.
