unknown-state.yaml:3:27: «tbc» no dice por qué «company.average_ticket» no lleva valor. ¿Quería decir «tbd»? Se admite: unknown, absent, tbd, not_applicable.
