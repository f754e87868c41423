json-python-words.json:3:30: «True» no puede ir aquí. ¿Quería decir «true»? Se admite: "…", {…}, […], 123, true, false, null.
