currency-sign-unknown.yaml:2:17: «$45000» no se entiende como importe en «budget.total»: escriba por ejemplo 1500 EUR, 1500 EUR / month o 1200-1500 EUR.
