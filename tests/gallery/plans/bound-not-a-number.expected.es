bound-not-a-number.yaml:3:16: «company.staff.min» lleva un número solo, sin unidad ni texto, y no «cuarenta».
