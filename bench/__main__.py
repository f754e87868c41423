"""`python -m bench`: everything that is measured, in one run."""

import sys

from bench import audits, cold_start, engines

for part in (engines, audits, cold_start):
    part.main(sys.argv[1:])
