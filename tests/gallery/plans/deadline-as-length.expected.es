deadline-as-length.yaml:3:42: «objectives[#1].deadline» es una fecha; si el plazo cuenta desde el inicio del plan, escriba start + 12 months en lugar de «12 months».
