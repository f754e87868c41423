flag-in-spanish.yaml:2:24: «company.contractual» se contesta con true (sí) o false (no), no con «sí». ¿Quería decir «true»?
