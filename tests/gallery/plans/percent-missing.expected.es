percent-missing.yaml:2:32: «company.contribution_margin» es una parte de un total: escríbalo con el signo %, como 40 %, o {value: 0.4, unit: ratio}.
