word-document.yaml: Es un fichero ZIP (docx, xlsx, pptx, odt); el plan tiene que ser un texto YAML o JSON.
