period-in-spanish.yaml:2:25: «año» no es un periodo en «company.annual_sales». ¿Quería decir «year»? Se admite: hour, day, week, month, quarter, year, total.
