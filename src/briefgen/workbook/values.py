"""Values of cells: what each thing that a tag prints becomes in a workbook, and what no cell can hold."""

from __future__ import annotations

import re
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from jinja2 import Undefined

from briefgen.formulas.escapes import kept_literal
from briefgen.merge.markup import escaped
from briefgen.merge.sandbox import Xml
from briefgen.merge.values import Printer, ValueProblemError

ALONE, AMONG_WORDS = 0, 1
"""Contexts of a printed tag."""

LONGEST_TEXT = 32_767
LONGEST_FORMULA = 8_192
_DIGITS = 15
_EXACT = 10**_DIGITS  # whole numbers with more digits lose some in a workbook
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EPOCH = datetime(1899, 12, 30)
_FIRST = date(1900, 3, 1)
_SHIFT_1904 = 1462


class Formula(NamedTuple):
    """A formula that a template asked for with `|formula`; text of the data never becomes one by itself."""

    text: str


class Among(NamedTuple):
    """A value of a cell that may hold more: as it is, and as XML text (None: it has no text)."""

    value: Any
    xml: str | None


class Serial(NamedTuple):
    """A moment as a workbook counts it: days since 1900, and which kind of format shows it."""

    number: float
    kind: str


def _formula(value: Any) -> Formula:
    """Make a formula of a text."""
    text = str(value).removeprefix("=").strip()
    if not text:
        raise ValueProblemError("a formula of nothing", "give it a text such as SUM(B4:B9)")
    if len(text) > LONGEST_FORMULA:
        raise ValueProblemError(
            f"a formula may have {LONGEST_FORMULA} characters, and it has {len(text)}", "shorten it"
        )
    return Formula(clean(text))


FILTERS = {"formula": _formula}
"""Filters that only workbooks know."""


class CellPrinter(Printer):
    """Prints the values of a sheet: alone in a cell as they are, among words as text."""

    since_1904 = False
    marks: list[Any] = []  # noqa: RUF012 - set for each printing
    problems: dict[int, ValueProblemError] | None = None

    def called(self) -> dict[str, Any]:
        """Return what the code of a sheet calls."""
        typed = self.typed if self.problems is None else self.tolerant
        return {**super().called(), "typed": typed, "marks": self.marks}

    def tolerant(self, value: Any, context: int = 0) -> Any:
        """Return what `typed` does, or nothing for a value that no cell can hold, which is noted."""
        try:
            return self.typed(value, context)
        except ValueProblemError as reason:
            assert self.problems is not None  # noqa: S101 - only then it is called
            self.problems.setdefault(sys._getframe(1).f_lineno, reason)
            return Among("", "") if context == AMONG_WORDS else None

    def typed(self, value: Any, context: int = 0) -> Any:
        """Return a value as a cell can hold it: text, a number, true or false, a moment, a formula, or None.

        Among words it comes with its text too.
        """
        if context == AMONG_WORDS:
            return Among(self.typed(value), None if value is None else self.show(value, context))
        kind = type(value)
        if kind is str:
            return value if len(value) < 9 and value.isalnum() else clean(value)
        if kind is int or kind is float:
            return number(value)
        if value is None or kind is bool or kind is Formula:
            return value
        if isinstance(value, Xml):
            return value
        if isinstance(value, Undefined):
            return str(value)
        if isinstance(value, (int, float, Decimal, Fraction)):
            return number(value)
        if isinstance(value, (date, time, timedelta)):
            return serial(value, self.since_1904) or clean(self.text(value))
        return clean(self.text(value))

    def show(self, value: Any, context: int) -> str:  # noqa: ARG002 - the place is always a cell
        """Return a value as XML text among words."""
        if isinstance(value, Xml):
            return value
        if isinstance(value, Formula):
            return ""
        return escaped(clean(self.text(value)))


def clean(text: str) -> str:
    """Return text for a cell; raise ValueProblemError where it is too long or no file can hold it."""
    if len(text) > LONGEST_TEXT:
        raise ValueProblemError(
            f"it has {len(text)} characters, and a cell holds {LONGEST_TEXT}", "shorten it, or spread it over rows"
        )
    bad = _FORBIDDEN.search(text)
    if bad:
        raise ValueProblemError(
            f"its character {bad.start() + 1}, U+{ord(bad[0]):04X}, is one that no workbook can hold",
            "take it out of the data",
        )
    text = kept_literal(text)
    return text.replace("\r\n", "\n").replace("\r", "_x000D_") if "\r" in text else text


def number(value: int | float | Decimal | Fraction) -> int | float:
    """Return a number as a workbook holds it; raise ValueProblemError where digits would be lost."""
    if isinstance(value, (Decimal, Fraction)) and abs(value) >= _EXACT and value == int(value):
        value = int(value)
    if isinstance(value, int):
        if -_EXACT < value < _EXACT or (len(str(value).strip("-").rstrip("0")) <= _DIGITS and abs(value) < 1e300):
            return int(value)
        raise ValueProblemError(
            f"{str(value)[:40]} has more digits than the 15 that a workbook keeps",
            "write it in quotes, so that it is a text",
        )
    made = float(value)
    if made != made or made in (float("inf"), float("-inf")):
        raise ValueProblemError(f"it is {value}, which is no number of a workbook", "correct the data")
    return int(made) if made == int(made) and abs(made) < _EXACT else made


def serial(value: date | time | timedelta, since_1904: bool) -> Serial | None:
    """Return a moment as a workbook counts it; None for days before March 1900, which workbooks cannot count."""
    if isinstance(value, timedelta):
        return Serial(value / timedelta(days=1), "span")
    if isinstance(value, time):
        spent = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
        return Serial(spent / timedelta(days=1), "time")
    moment = isinstance(value, datetime)
    day = value.date() if isinstance(value, datetime) else value
    if day < _FIRST:
        return None
    naive = value.replace(tzinfo=None) if isinstance(value, datetime) else datetime(day.year, day.month, day.day)
    days = (naive - _EPOCH) / timedelta(days=1) - (_SHIFT_1904 if since_1904 else 0)
    midnight = moment and days == int(days)
    return Serial(int(days) if days == int(days) else days, "moment" if moment and not midnight else "day")
