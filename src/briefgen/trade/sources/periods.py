"""Periods as trade files write them, turned into EDTF: years, quarters, months, and January to some month."""

from __future__ import annotations

import re
from functools import lru_cache

_EDTF = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]|Q[1-4]))?(?:/(\d{4})(?:-(0[1-9]|1[0-2]))?)?", re.ASCII)
_CODE = re.compile(r"(\d{4})(\d{2})", re.ASCII)
_PART = re.compile(r"(\d{4})[-. ]?(?:M(0[1-9]|1[0-2])|Q([1-4]))", re.ASCII)
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RUSSIAN = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_MONTHS = {name: month for names in (_ENGLISH, _RUSSIAN) for month, name in enumerate(names, 1)} | {"мая": 5}
_NAMED = re.compile(r"([a-zа-я]{3,})\.?(?:\s*[-–—]\s*([a-zа-я]{3,})\.?)?\s+(\d{4})")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*(?:г\b|год)")
_WHOLE_YEAR = 52
"""The month that stands for the whole year in the codes of the UN and of Eurostat."""


@lru_cache(maxsize=4096)
def period_of(text: str) -> str | None:
    """Return the period in EDTF, or None: `2011`, `201105`, `201152`, `2011M05`, `2011-Q1`, `Jan.-Sep. 2011`."""
    text = text.strip().removesuffix(".0")
    match = _EDTF.fullmatch(text)
    if match:
        end = match[3] is not None
        if end and (not match[2] or not match[4] or match[2].startswith("Q")):
            return text if end and not match[2] and not match[4] and _possible(match[1], match[3]) else None
        possible = _possible(match[1], *([match[3]] if end else []))
        return None if not possible or (end and text[:7] > text[8:]) else text
    match = _CODE.fullmatch(text)
    if match:
        month = int(match[2])
        if not _possible(match[1]):
            return None
        if month == _WHOLE_YEAR:
            return match[1]
        return f"{match[1]}-{match[2]}" if 1 <= month <= 12 else None
    match = _PART.fullmatch(text)
    if match and _possible(match[1]):
        return f"{match[1]}-{match[2]}" if match[2] else f"{match[1]}-Q{match[3]}"
    return named_period(text)


def named_period(text: str) -> str | None:
    """Return the period of words such as `Feb. 2024`, `январь-сентябрь 2023 года`, `за 2022 год`, or None."""
    small = " ".join(text.lower().split())
    for match in _NAMED.finditer(small):
        first = _MONTHS.get(match[1][:3])
        last = _MONTHS.get(match[2][:3]) if match[2] else first
        if first is None or last is None or last < first or not _possible(match[3]):
            continue
        if (first, last) == (1, 12):
            return match[3]
        start, end = f"{match[3]}-{first:02}", f"{match[3]}-{last:02}"
        return start if first == last else f"{start}/{end}"
    year = _YEAR.search(small)
    return year[1] if year else None


def _possible(*years: str) -> bool:
    return all(1900 <= int(year) <= 2100 for year in years) and list(years) == sorted(years)
