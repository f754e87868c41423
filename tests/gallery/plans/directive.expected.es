directive.yaml:1:1: Una línea no puede empezar por %: quite «%YAML 1.2» o ponga el texto entre comillas.
