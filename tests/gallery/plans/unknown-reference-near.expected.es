unknown-reference-near.yaml:4:45: «objectives[o1].kpi» remite a «k-socio», que no está en «kpis». ¿Quería decir «k-socios»? Se admite: k-socios, k-ventas.
