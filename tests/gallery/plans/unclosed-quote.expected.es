unclosed-quote.yaml:2:10: Se abren comillas (") y no se cierran.
