duration-unknown-unit.yaml:2:19: «semesters» no es una unidad de tiempo en «horizon.length». Se admite: hours, days, weeks, months, quarters, years.
