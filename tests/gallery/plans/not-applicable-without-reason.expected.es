not-applicable-without-reason.yaml:2:9: Si «budget» no procede, diga por qué: {state: not_applicable, reason: …}.
