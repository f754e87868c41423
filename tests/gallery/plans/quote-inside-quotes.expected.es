quote-inside-quotes.yaml:2:17: Sobra algo después del valor; si forma parte del texto, póngalo todo entre comillas.
