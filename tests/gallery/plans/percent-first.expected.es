percent-first.yaml:2:32: Un valor no puede empezar por «%»; póngalo entre comillas.
