decimal-comma.yaml:2:32: Escriba «38,5 %» así: 38.5 % (miles sin separador, decimales con punto).
