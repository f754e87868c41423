"""The short text forms of values as regular expressions, the same that `engine.plan.values` and `engine.plan.leaves` accept.

They keep to what Python and ECMAScript read alike, since editors use the latter.
"""

from __future__ import annotations

import re

from engine.plan import values
from engine.plan.values import CURRENCY_SIGNS, DAYS, PERIODS

NUMBER = values._NUMBER
OPERATOR = "(?:<=|>=|<|>|≤|≥|~)"
BETWEEN = r"\s*(?:-|–|\.\.|to)\s*"
SIGN = f"(?:{'|'.join(re.escape(sign) for sign in CURRENCY_SIGNS)})"
PERIOD = rf"(?:\s*(?:/|\bper\b)\s*(?:{'|'.join(PERIODS)})s?)?"
CURRENCY = "[A-Z]{3}"
SHARE_UNITS = ("%", "percent", "ratio")


def unnamed(pattern: str) -> str:
    """A regular expression without names of groups, which the two dialects write differently."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def whole(pattern: str) -> str:
    """A pattern for a whole text, spaces around it aside."""
    return rf"^\s*(?:{pattern})\s*$"


ANY_CASE_TIME = "(?:" + "|".join("".join(f"[{c.upper()}{c}]" for c in unit) for unit in DAYS) + ")[Ss]?"
"""A unit of time, which may be written in capitals."""

SINGLE = rf"{OPERATOR}?\s*{NUMBER}"
RANGE = rf"{NUMBER}{BETWEEN}{NUMBER}"
SINGLE_OR_RANGE = f"(?:{SINGLE}|{RANGE})"

AMOUNT = whole(unnamed(values._AMOUNT.pattern))
LIMIT_AND_RANGE = whole(rf"{SIGN}?\s*{OPERATOR}\s*{RANGE}\s*(?:[^/\d][^/]*?)?(?:\s*(?:/|\bper\b)\s*\w+)?")
"""What AMOUNT lets through and the parser does not: both a limit and a range."""

SHARE = whole(rf"{SIGN}?\s*{SINGLE_OR_RANGE}\s*(?:{'|'.join(SHARE_UNITS)}){PERIOD}")
DURATION = whole(rf"{SIGN}?\s*{SINGLE_OR_RANGE}\s*{ANY_CASE_TIME}{PERIOD}")
TRAILING_SIGN = f"(?:{'|'.join(re.escape(sign) for sign in CURRENCY_SIGNS if '/' not in sign)})"
MONEY = whole(
    rf"{SIGN}?\s*{SINGLE_OR_RANGE}\s*{CURRENCY}{PERIOD}"
    rf"|{SIGN}\s*{SINGLE_OR_RANGE}{PERIOD}"
    rf"|{SIGN}?\s*{SINGLE}\s*{TRAILING_SIGN}{PERIOD}"
)

_LEAP = r"(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
_DAY = (
    r"(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8])"
)
DAY = rf"(?!0000)(?:[0-9]{{4}}-(?:{_DAY})|{_LEAP}-02-29)"
_TIME = f"(?:{'|'.join(DAYS)})s?"
DATE = whole(
    rf"{DAY}|(?!0000)[0-9]{{4}}(?:-(?:0[1-9]|1[0-2]))?"
    rf"|start(?:\s*[+-]\s*{NUMBER}(?:\s*(?:-|–)\s*{NUMBER})?\s*{_TIME})?"
)
