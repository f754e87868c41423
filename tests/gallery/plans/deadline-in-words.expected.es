deadline-in-words.yaml:3:42: «antes del verano» no se entiende como fecha en «objectives[#1].deadline»: escriba por ejemplo 2026-03-15, 2026-03, 2026, start o start + 12 months.
