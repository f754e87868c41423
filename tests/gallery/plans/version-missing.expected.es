version-missing.yaml:1:1: Falta la línea que dice en qué versión del formato está escrito el plan: vinculo: "1.0"
