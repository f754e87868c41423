unclosed-bracket.yaml:2:11: Se abre «[» y no se cierra con «]», o antes del cierre hay algo que sobra.
