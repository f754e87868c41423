long-form-without-value.yaml:3:19: A «company.average_ticket» le falta el valor. Se admite: value, min, max, above, below, currency, unit, period, of, state, reason, source, ….
