date-in-catalan-period.yaml:3:41: «objectives[#1].deadline» es una fecha; si el plazo cuenta desde el inicio del plan, escriba start + 6 months en lugar de «6 mesos».
