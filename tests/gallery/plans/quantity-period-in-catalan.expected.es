quantity-period-in-catalan.yaml:2:32: «mes» no es un periodo en «kpis[#1].target». ¿Quería decir «month»? Se admite: hour, day, week, month, quarter, year, total.
