pdf.yaml: Es un fichero PDF; el plan tiene que ser un texto YAML o JSON.
