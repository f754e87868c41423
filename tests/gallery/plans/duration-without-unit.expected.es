duration-without-unit.yaml:2:19: A la duración de «horizon.length» le falta la unidad de tiempo. Se admite: hours, days, weeks, months, quarters, years.
