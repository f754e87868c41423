unknown-reference.yaml:4:45: «objectives[o1].kpi» remite a «ventas», que no está en «kpis». Se admite: k-socios.
