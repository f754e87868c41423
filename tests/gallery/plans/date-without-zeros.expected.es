date-without-zeros.yaml:2:18: La fecha de «horizon.start» se escribe año-mes-día: 2026-03-05, y no 2026-3-5.
