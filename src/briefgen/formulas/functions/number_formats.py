"""Numbers and dates written by a number format, for the formats that every program reads alike."""

from __future__ import annotations

import re
from functools import lru_cache

from briefgen.formulas.functions.arithmetic import round_half_away
from briefgen.formulas.functions.calendar_days import parts_of
from briefgen.formulas.values import Halt, Unknown, general

_NUMBER = re.compile(r"(#,##)?(0+|#)(?:\.(0+))?(%?)")
_DATE = re.compile(r"yyyy|yy|mm|m|dd|d|[-./ ]")
_WHOLE_DATE = re.compile(r"(?:(?:yyyy|yy|mm|m|dd|d)(?:[-./ ]|$))+")
_LARGEST = 1e15


def formatted(value: float, form: str) -> str:
    """Return the number in a format such as `0.00`, `#,##0`, `0.0%`, `yyyy-mm-dd`; raises `Halt` for others."""
    if form.lower() == "general":
        return general(value)
    match = _NUMBER.fullmatch(form)
    if match is not None and abs(value) < _LARGEST:
        grouped, whole, decimals, percent = match.groups()
        if whole != "#":
            return _number(value * 100 if percent else value, len(whole), len(decimals or ""), bool(grouped)) + percent
    lowered = form.lower()
    if _WHOLE_DATE.fullmatch(lowered) and lowered[-1:].isalpha() and "y" in lowered:
        return _date(value, _pieces_of_date(lowered))
    raise Halt(Unknown(f"the number format {form!r} is not supported"))


def _number(value: float, digits: int, decimals: int, grouped: bool) -> str:
    rounded = round_half_away(value, decimals)
    whole, _, part = f"{abs(rounded):.{decimals}f}".partition(".")
    whole = whole.zfill(digits)
    if grouped:
        whole = f"{int(whole):,}".zfill(digits)
    return ("-" if rounded < 0 else "") + whole + (f".{part}" if decimals else "")


@lru_cache(maxsize=64)
def _pieces_of_date(form: str) -> list[str]:
    return _DATE.findall(form)


def _date(value: float, pieces: list[str]) -> str:
    year, month, day = parts_of(value)
    written = {
        "yyyy": f"{year:04}",
        "yy": f"{year % 100:02}",
        "mm": f"{month:02}",
        "m": str(month),
        "dd": f"{day:02}",
        "d": str(day),
    }
    return "".join(written.get(piece, piece) for piece in pieces)
