thousands-ambiguous.yaml:2:18: «1.000» puede ser 1000 o 1.0: escriba los miles sin separador y los decimales con punto.
