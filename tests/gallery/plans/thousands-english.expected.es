thousands-english.yaml:2:17: Escriba «1,250,000 EUR» así: 1250000 EUR (miles sin separador, decimales con punto).
