"""Commodity codes as trade files write them: leading zeros restored, totals and codes without goods told apart."""

from __future__ import annotations

import re
from functools import lru_cache

from briefgen.trade.flows import TOTAL

_TOTALS = {"total", "all", "all products", "all commodities", "ag0", "0", "всего"}
_DIGITS = re.compile(r"\d{1,10}", re.ASCII)
_LETTERS = re.compile(r"\d{2}[0-9A-Z]{2,8}", re.ASCII)
_HARMONIZED = re.compile(r"H[0-9S]?\d?|CN\d*|HS\d*", re.ASCII)
_LONGEST_GLUED = 12


@lru_cache(maxsize=16384)
def commodity_of(text: str, classification: str | None = "HS") -> tuple[str, bool] | None:
    """Return the code with its leading zeros, and whether one was lost; None if it is no commodity code.

    Codes of the HS and of the CN have an even number of digits; other classifications are taken as they stand.
    """
    code = text.strip().strip("'’\"` \u00a0")
    if code.lower() in _TOTALS:
        return TOTAL, False
    head, glue, _ = code.partition("-")
    if glue and len(head.strip()) <= _LONGEST_GLUED:
        code = head.strip()
        if code.lower() in _TOTALS:
            return TOTAL, False
    harmonized = classification is None or _HARMONIZED.fullmatch(classification) is not None
    if _DIGITS.fullmatch(code):
        lost = harmonized and len(code) % 2 == 1
        code = f"0{code}" if lost else code
        return (code, lost) if not harmonized or code[:2] != "00" else None
    if code.upper() == "9999AA":
        return "999999", False
    if harmonized and _LETTERS.fullmatch(code.upper()):
        return code.upper(), False
    return (code.upper(), False) if not harmonized and re.fullmatch(r"[0-9A-Z.]{1,10}", code.upper()) else None


def harmonized(classification: str | None) -> bool:
    """Say whether a classification is an edition of the HS or made of it."""
    return classification is None or _HARMONIZED.fullmatch(classification) is not None
