"""Plans: the format, its values, and the parser that turns a document into a typed plan."""
