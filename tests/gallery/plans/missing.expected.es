tab.yam: No existe este fichero. ¿Quería decir «tab.yaml»?
