"""The short text forms of values as regular expressions, to the same effect as the parser of plans.

They keep to what Python and ECMAScript read alike, since editors use the latter.
"""

from __future__ import annotations

import re

from engine.plan import values, written
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


def any_case(word: str) -> str:
    """A pattern for a word in small letters or in capitals."""
    return "".join(f"[{c.upper()}{c}]" if c.upper() != c else re.escape(c) for c in word)


ANY_CASE_TIME = f"(?:{'|'.join(any_case(unit) for unit in DAYS)})[Ss]?"
"""A unit of time, which may be written in capitals."""

SINGLE = rf"{OPERATOR}?\s*{NUMBER}"
RANGE = rf"{NUMBER}{BETWEEN}{NUMBER}"
SINGLE_OR_RANGE = f"(?:{SINGLE}|{RANGE})"

AMOUNT = whole(unnamed(values._AMOUNT.pattern))
SHARE = whole(rf"{SIGN}?\s*{SINGLE_OR_RANGE}\s*(?:{'|'.join(SHARE_UNITS)}){PERIOD}")
DURATION = whole(rf"{SIGN}?\s*{SINGLE_OR_RANGE}\s*{ANY_CASE_TIME}{PERIOD}")
# A sign with a stroke is not taken after the number, where the stroke would begin a period.
TRAILING_SIGN = "|".join(re.escape(sign) for sign in CURRENCY_SIGNS if "/" not in sign)
MONEY = whole(
    rf"{SIGN}?\s*{SINGLE_OR_RANGE}\s*(?:{CURRENCY}|{TRAILING_SIGN}){PERIOD}|{SIGN}\s*{SINGLE_OR_RANGE}{PERIOD}"
)

LIMIT_AND_RANGE = rf"^\s*{SIGN}?\s*{OPERATOR}\s*{RANGE}(?:\s*[^/\d\s.,'’][^/]*?)?(?:\s*(?:/|\bper\b)\s*\w+)?\s*$"
"""A limit and a range at once, which AMOUNT lets through and the parser does not."""
_MARK = "[.,'’ \u00a0\u202f]"
_GROUPED = rf"[1-9]\d{{0,2}}({_MARK})\d{{3}}(?:\1\d{{3}})*(?:(?!\1)[.,]\d+)?"
SEPARATED = rf"(?<!\d)(?<!\d{_MARK})(?:{_GROUPED}|\d+,\d+)(?!\d)(?!{_MARK}\d)"
"""Figures with separators of thousands or a decimal comma, wherever they stand; the parser refuses them."""

_WORDS = "|".join(any_case(word) for word in sorted(written._UNITS) if values._singular(word) not in PERIODS)
FOREIGN_UNIT = rf"/\s*(?:{_WORDS})\s*$"
FOREIGN_PERIOD = rf"(?:/|[^\d\s]\s*\bper\b)\s*(?:{_WORDS})\s*$"
"""A period in another language or form, which the parser refuses: in a unit that is written out, in a short text."""

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
