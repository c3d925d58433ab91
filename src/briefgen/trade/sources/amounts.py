"""Money exactly: the text of a cell becomes a whole number of thousandths of one unit of the currency."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefgen.trade.flows import CONFIDENTIAL, ESTIMATED, NIL, PROVISIONAL, REVISED, UNAVAILABLE

Cell = str | int | float | bool | None
"""What a cell of a table holds; anything else is turned into text when the table is opened."""

FLOAT_DECIMALS = 6
"""Decimals kept of a number that a workbook holds in binary: offices print no more, what is beyond is noise."""

_PLAIN = re.compile(r"([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?|([+-]?)\.(\d+)", re.ASCII)
_MARKED = re.compile(r"(.*\d)\s*[*(\[]?\s*([cepr])\s*[)\]]?", re.ASCII | re.DOTALL)
_GROUPED = re.compile(r"([+-]?\d{1,3}(?:([ \u00a0\u202f\u2009'’.,])\d{3})(?:\2\d{3})*)(?:([.,])(\d*))?", re.ASCII)
_COMMA = re.compile(r"[+-]?\d+,\d*", re.ASCII)
NOTHING = {
    "": "",
    "...": UNAVAILABLE,
    "…": UNAVAILABLE,
    "..": UNAVAILABLE,
    "x": UNAVAILABLE,
    "х": UNAVAILABLE,
    "n/a": UNAVAILABLE,
    "na": UNAVAILABLE,
    "nan": UNAVAILABLE,
    "null": UNAVAILABLE,
    "none": UNAVAILABLE,
    ":": UNAVAILABLE,
    "c": CONFIDENTIAL,
    "с": CONFIDENTIAL,
    ":c": CONFIDENTIAL,
    ": c": CONFIDENTIAL,
    "conf": CONFIDENTIAL,
    "(c)": CONFIDENTIAL,
}
"""What cells say instead of a number, with the mark it becomes."""
_NIL = {"-", "–", "—", "−"}
_LETTERS = {"c": CONFIDENTIAL, "e": ESTIMATED, "p": PROVISIONAL, "r": REVISED}


class Amount(NamedTuple):
    """A value in thousandths of one unit (None: not reported), its mark, and whether digits were rounded away."""

    milli: int | None
    mark: str = ""
    rounded: bool = False
    comma: bool = False


def text_of(cell: Cell) -> str:
    """Return a cell as text; a binary number by its shortest decimal form, with at most `FLOAT_DECIMALS` decimals."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        if cell != cell or cell in (float("inf"), float("-inf")):
            return ""
        text = repr(round(cell, FLOAT_DECIMALS))
        return text.removesuffix(".0")
    return cell if isinstance(cell, str) else str(cell)


def amount(text: str, power: int = 0, *, comma_is_decimal: bool = True) -> Amount:
    """Read a value printed in units of 10**power; raise ValueError for what is no number.

    A dash is nil and counts as zero; dots, a colon or nothing is "not reported". `1,234` is a number with decimals
    where `comma_is_decimal`, else a thousand and more; every other comma, blank and apostrophe is unambiguous.
    """
    try:
        return Amount(_thousandths(text, power))
    except LookupError:  # digits beyond a thousandth, told below
        return Amount(*_rounded(text, power))
    except ValueError:
        pass
    cleaned = text.strip().strip("\ufeff")
    small = cleaned.lower()
    if small in NOTHING:
        return Amount(None, NOTHING[small])
    if cleaned in _NIL:
        return Amount(0, NIL)
    mark = ""
    marked = _MARKED.fullmatch(cleaned)
    if marked:
        cleaned, mark = marked[1], _LETTERS[marked[2]]
    plain, comma = _unlocal(cleaned.replace("−", "-"), comma_is_decimal)
    try:
        milli, rounded = _thousandths(plain, power), False
    except LookupError:
        milli, _, rounded = _rounded(plain, power)
    return Amount(milli, mark, rounded, comma)


def _unlocal(text: str, comma_is_decimal: bool) -> tuple[str, bool]:
    """Return a number with a point for its decimals and nothing between its thousands, and whether it had a comma."""
    grouped = _GROUPED.fullmatch(text)
    if grouped and grouped[2] != grouped[3]:
        whole, mark = grouped[1], grouped[2]
        if mark == "," and grouped[3] is None and whole.count(",") == 1 and comma_is_decimal:
            return whole.replace(",", "."), True
        decimals = f".{grouped[4]}" if grouped[4] else ""
        return whole.replace(mark, "") + decimals, "," in text or mark == "."
    return (text.replace(",", "."), True) if _COMMA.fullmatch(text) else (text, False)


def plain_amount(text: str, digits: int) -> int | None:
    """Return a number of plain digits, and at most `digits` after its point, times 10**digits; None for any other."""
    whole, _, part = text.partition(".")
    if not (whole.isdigit() and text.isascii() and len(text) < 30):
        return None
    if not part:
        return int(whole + "0" * digits)
    return int(whole + part.ljust(digits, "0")) if len(part) <= digits and part.isdigit() else None


def _thousandths(text: str, power: int) -> int:
    """Return the value if it is exact in thousandths; raise LookupError if it is not, ValueError if it is none."""
    found = plain_amount(text, 3 + power)
    if found is not None:
        return found
    match = _PLAIN.fullmatch(text.strip())
    if not match or len(text) > 60:
        raise ValueError(f"`{text[:40]}` is not a number")
    sign = match[1] or match[5]
    digits_text, exponent = (match[2] or "") + (match[3] or "") + (match[6] or ""), int(match[4] or 0)
    shift = exponent - len(match[3] or match[6] or "") + 3 + power
    value = int(digits_text)
    if shift >= 0:
        value = int(digits_text + "0" * shift)
    else:
        value, rest = divmod(value, 10**-shift)
        if rest:
            raise LookupError(text)
    return -value if sign == "-" else value


def _rounded(text: str, power: int) -> tuple[int, str, bool]:
    """Return a value finer than a thousandth, rounded to the nearest one, halves away from zero, as the engines do."""
    from decimal import ROUND_HALF_UP, Decimal, localcontext

    with localcontext() as exact:
        exact.prec = 120
        value = Decimal(text.strip()).scaleb(3 + power).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return int(value), "", True


def power_of(scale: int) -> int:
    """Return n of a scale 10**n: what values are printed in."""
    return len(str(scale)) - 1


def as_decimal(milli: int | None, power: int) -> str:
    """Return a value in units of 10**power, as it would be written with a point; nothing for None."""
    if milli is None:
        return ""
    whole, rest = divmod(abs(milli), 10 ** (3 + power))
    decimals = f"{rest:0{3 + power}}".rstrip("0")
    return ("-" if milli < 0 else "") + str(whole) + (f".{decimals}" if decimals else "")
