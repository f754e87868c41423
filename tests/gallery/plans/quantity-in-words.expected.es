quantity-in-words.yaml:2:37: «la máxima posible» no se entiende como cantidad en «kpis[#1].target»: primero va la cifra y después su unidad, como 40 % o 2 visitas / month.
