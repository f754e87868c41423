"""Plans: values, states, defaults, ids and references."""
