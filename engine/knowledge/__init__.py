"""What is true of the domain: the concepts, relations, parameters and sources of knowledge/, as plain data."""
