period-unknown.yaml:2:64: «fortnight» no es un periodo en «company.annual_sales». Se admite: hour, day, week, month, quarter, year, total.
