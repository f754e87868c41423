leaf-not-applicable-without-reason.yaml:3:19: Si «company.average_ticket» no procede, diga por qué: {state: not_applicable, reason: …}.
