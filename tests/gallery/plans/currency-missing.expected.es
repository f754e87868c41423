currency-missing.yaml:2:17: Al importe de «budget.total» le falta la moneda: 1500 EUR, o 1500 EUR / month si se repite.
