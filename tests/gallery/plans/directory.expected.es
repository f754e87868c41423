plans: Es una carpeta; hace falta un fichero.
