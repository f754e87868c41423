"""JSON Schemas of what people write and read, and the reference of the plan format, generated from the code."""
