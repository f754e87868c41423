single-value.yaml:2:10: «mission» lleva un solo valor, no una lista ni un grupo de campos.
