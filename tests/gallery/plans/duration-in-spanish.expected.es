duration-in-spanish.yaml:2:19: «meses» no es una unidad de tiempo en «horizon.length». ¿Quería decir «months»? Se admite: hours, days, weeks, months, quarters, years.
