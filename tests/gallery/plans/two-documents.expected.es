two-documents.yaml:3:1: Aquí empieza un segundo documento; cada fichero lleva un solo plan.
