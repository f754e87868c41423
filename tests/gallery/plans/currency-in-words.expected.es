currency-in-words.yaml:2:17: «euros» no es el código de una moneda en «budget.total»: son tres letras mayúsculas, como USD. ¿Quería decir «EUR»?
