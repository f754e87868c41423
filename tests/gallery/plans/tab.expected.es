tab.yaml:3:1: La línea empieza con un tabulador; el margen se hace con espacios.
