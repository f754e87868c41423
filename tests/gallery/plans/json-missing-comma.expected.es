json-missing-comma.json:3:3: «"» no puede ir aquí. Se admite: ,, }.
