range-backwards.yaml:2:27: En «company.average_ticket» el mínimo pasa del máximo.
