thousands-ambiguous-long-form.yaml:3:27: «1.250» puede ser 1250 o 1.25: escriba los miles sin separador y los decimales con punto.
