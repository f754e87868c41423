empty-text.yaml:2:17: «company.name» está vacío: escriba el dato o diga por qué falta. Se admite: unknown, absent, tbd, not_applicable.
