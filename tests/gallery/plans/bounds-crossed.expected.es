bounds-crossed.yaml:3:10: En «company.staff» el mínimo pasa del máximo.
