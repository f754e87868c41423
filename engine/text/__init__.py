"""Words for readers: the catalogue in Spanish, Catalan and English, and the formats of numbers and dates."""
