date-impossible.yaml:2:18: La fecha 2026-02-30 de «horizon.start» no está en el calendario.
