duration-in-words.yaml:2:19: «un año y medio» no se entiende como duración en «horizon.length»: escriba por ejemplo 6 months o 2-3 weeks.
