option-in-list.yaml:2:24: «humanistic» no es una de las opciones de «approach». ¿Quería decir «humanist»? Se admite: relational, integral, mechanistic, humanist, transactional.
