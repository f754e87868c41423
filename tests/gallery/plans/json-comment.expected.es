json-comment.json:3:3: JSON no admite comentarios; para comentar un plan, escríbalo en YAML.
