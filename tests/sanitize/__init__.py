"""Audits with the rule engine's C code built under AddressSanitizer."""
