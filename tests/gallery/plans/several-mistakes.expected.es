several-mistakes.yaml:2:19: «retial» no es una de las opciones de «company.sector». ¿Quería decir «retail»? Se admite: grocery, retail, retail_online, fashion, hospitality_restaurant, hotel, airline, travel, bank, insurance, telecom, energy, …
several-mistakes.yaml:2:40: «company.contractual» se contesta con true (sí) o false (no), no con «no». ¿Quería decir «false»?
several-mistakes.yaml:3:17: Al importe de «budget.total» le falta la moneda: 1500 EUR, o 1500 EUR / month si se repite.
several-mistakes.yaml:4:18: La fecha de «horizon.start» se escribe año-mes-día: 2026-03-15, y no 15/03/2026.
several-mistakes.yaml:4:38: «meses» no es una unidad de tiempo en «horizon.length». ¿Quería decir «months»? Se admite: hours, days, weeks, months, quarters, years.
several-mistakes.yaml:7:45: «objectives[o1].kpi» remite a «k2», que no está en «kpis». Se admite: k1.
several-mistakes.yaml:8:10: El identificador «o1» ya lo lleva otro elemento de «objectives», en la línea 7.
several-mistakes.yaml:8:38: En «objectives[o1]» no hay ningún campo «tpye». ¿Quería decir «type»? Se admite: id, statement, type, company_wide, kpi, direction, baseline, baseline_period, target, deadline, milestones, grounds, …
several-mistakes.yaml:9:44: «alta» no es una de las opciones de «objectives[#3].priority». Se admite: high, medium, low.
