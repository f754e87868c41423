json-half-character.json:1:31: «\ud83d» es medio carácter; escriba el carácter tal cual.
