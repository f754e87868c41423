json-unclosed.json:3:14: Se abre «{» y no se cierra con «}», o antes del cierre hay algo que sobra.
