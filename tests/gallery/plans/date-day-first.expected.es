date-day-first.yaml:2:18: La fecha de «horizon.start» se escribe año-mes-día: 2026-03-15, y no 15/03/2026.
