empty-entry.yaml:4:4: En la lista «purposes» hay un elemento vacío.
