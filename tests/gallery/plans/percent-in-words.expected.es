percent-in-words.yaml:2:32: «treinta y ocho por ciento» no se entiende como porcentaje en «company.contribution_margin»: escriba por ejemplo 40 %, >= 40 % o 30-40 %.
