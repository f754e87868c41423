thousands-space.yaml:2:17: Escriba «12 000 EUR» así: 12000 EUR (miles sin separador, decimales con punto).
