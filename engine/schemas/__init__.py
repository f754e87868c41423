"""JSON Schemas of everything that people write or read, and the reference of the plan format, generated from the code."""
