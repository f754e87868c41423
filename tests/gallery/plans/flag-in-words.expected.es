flag-in-words.yaml:2:24: «company.contractual» se contesta con true (sí) o false (no), no con «a veces». Se admite: true, false.
