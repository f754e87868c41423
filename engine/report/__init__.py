"""The report object: one audit in one language, as plain data that every renderer reads."""
