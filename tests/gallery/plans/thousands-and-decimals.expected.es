thousands-and-decimals.yaml:2:17: Escriba «12.000,50 €» así: 12000.50 € (miles sin separador, decimales con punto).
