"""The web pages and the HTTP interface: a thin shell around the engine."""
