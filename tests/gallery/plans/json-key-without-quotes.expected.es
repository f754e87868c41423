json-key-without-quotes.json:3:3: En JSON el nombre del campo, «mission», va entre comillas dobles.
