date-ambiguous.yaml:2:18: La fecha 03/04/2026 de «horizon.start» puede ser 2026-04-03 o 2026-03-04: escríbala así, año-mes-día.
