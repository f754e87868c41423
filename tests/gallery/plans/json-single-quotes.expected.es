json-single-quotes.json:2:3: En JSON los textos van entre comillas dobles.
