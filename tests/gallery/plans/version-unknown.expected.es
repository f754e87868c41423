version-unknown.yaml:1:10: Esta versión del formato no se conoce. Se admite: 1.0.
