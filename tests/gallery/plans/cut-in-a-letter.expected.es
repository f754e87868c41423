cut-in-a-letter.yaml:3:36: Desde este punto el fichero está dañado o cortado.
