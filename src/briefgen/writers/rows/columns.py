"""Columns of big tables: a stretch of values becomes the ends of its cells, many at a time."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.writers.excel.cells import LONGEST_TEXT, escaped, quoted, units
from briefgen.writers.numbers import number_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MOST_SHARED = 65_536
"""Texts that are kept for many cells to share; later ones are written where they stand, so that memory is bounded."""

MOST_BITS = 1020
"""Bits of the largest number, as for an annex: about 1 with 307 zeros."""

_DAYS_BEFORE_1900 = date(1899, 12, 30).toordinal()  # so counted from March 1900 on
_FIRST = date(1900, 3, 1)
_DAY = 86_400


class RowColumn(NamedTuple):
    """A column: its title and Excel's format of its numbers, such as `#,##0.0`, `0.0%` or `yyyy-mm-dd`.

    `@` is for codes, such as those of goods: digits that are text.
    """

    title: str
    format: str = "General"


class Styles(NamedTuple):
    """Numbers of the styles of a column: its plain cells, texts that begin like a formula, dates, dates with a time."""

    plain: int
    quoted: int
    date: int
    moment: int


class UnfitError(ValueError):
    """Raised for a value that no cell can hold: the code of its finding, what it is, why, and how to mend it."""

    def __init__(self, code: str, what: str, why: str, mend: str) -> None:
        super().__init__(what)
        self.code, self.what, self.why, self.mend = code, what, why, mend


class Strings:
    """The texts shared by the cells of a workbook, in order."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int | None:
        """Return the number of a text; None if no more are kept."""
        found = self._numbers.get(text)
        if found is None and len(self._numbers) < MOST_SHARED:
            found = self._numbers[text] = len(self._numbers)
        return found

    def xml(self) -> Iterator[str]:
        """Yield the items of the part of shared strings."""
        return (f"<si>{text_xml(text)}</si>" for text in self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


class Column:
    """Writes the cells of one column; `letter` and style begin a cell, what follows comes from `ends`."""

    def __init__(self, letter: str, styles: Styles, strings: Strings) -> None:
        self.letter = letter
        self.styles = styles
        self._texts = _Texts(styles, strings)
        self._number = f' s="{styles.plain}"><v>%r</v></c>'

    def ends(self, values: Sequence[Any]) -> tuple[str, Sequence[Any] | Iterator[str]]:
        """Return how a cell goes on after its place, as a `%` pattern, and what stands in it for each value.

        Raises UnfitError for a value that no cell can hold.
        """
        kinds = set(map(type, values))
        if kinds == {str}:
            return "%s", map(self._texts.__getitem__, values)
        if kinds <= {int, float} and _finite(values):
            return self._number, values
        return "%s", map(self.end, values)

    def end(self, value: Any) -> str:
        """Return how the cell of a value of any kind goes on. Raises UnfitError."""
        write = _KINDS.get(type(value)) or next(
            (write for kind, write in _KINDS.items() if isinstance(value, kind)), _refused
        )
        return write(self, value)

    def text(self, value: str) -> str:
        """Return the end of a cell with a text."""
        return self._texts[str(value)]

    def number(self, value: float) -> str:
        """Return the end of a cell with a number; `nan` and `inf`, which Excel has no sign for, are text."""
        if isinstance(value, int):
            return self.exact(Fraction(value))
        return self._number % value if isfinite(value) else self.text(str(value))

    def exact(self, value: Fraction | Decimal) -> str:
        """Return the end of a cell with an exact number, rounded to the 15 digits that Excel has."""
        if isinstance(value, Decimal) and not value.is_finite():
            return self.text(str(value))
        whole = Fraction(value)
        if whole.numerator.bit_length() - whole.denominator.bit_length() > MOST_BITS:
            why = "Excel holds numbers up to 1 with 307 zeros"
            raise UnfitError("B636", "a number is too large for Excel", why, "check the number and its unit")
        return f' s="{self.styles.plain}"><v>{number_text(whole)}</v></c>'

    def day(self, value: date) -> str:
        """Return the end of a cell with a date; one before March 1900 is text, for Excel counts those days wrongly."""
        if value < _FIRST:
            return self.text(value.isoformat())
        return f' s="{self.styles.date}"><v>{value.toordinal() - _DAYS_BEFORE_1900}</v></c>'

    def moment(self, value: datetime) -> str:
        """Return the end of a cell with a date and a time of day; its time zone, which Excel lacks, makes it text."""
        if value.tzinfo is not None or value.date() < _FIRST:
            return self.text(value.isoformat(" "))
        seconds = Fraction(value.hour * 3600 + value.minute * 60 + value.second) + Fraction(value.microsecond, 10**6)
        serial = value.toordinal() - _DAYS_BEFORE_1900 + seconds / _DAY
        return f' s="{self.styles.moment}"><v>{number_text(serial)}</v></c>'


class _Texts(dict[str, str]):
    """The ends of cells with a text, by the text; made when a text is first met."""

    def __init__(self, styles: Styles, strings: Strings) -> None:
        super().__init__()
        self._styles = styles
        self._strings = strings

    def __missing__(self, text: str) -> str:
        length = units(text)
        if length > LONGEST_TEXT:
            raise UnfitError(
                "B634",
                f"a text has {length} characters",
                f"Excel cuts a cell after {LONGEST_TEXT} characters",
                f"shorten the text that begins `{text[:40]}`, or divide it over several rows",
            )
        style = self._styles.quoted if quoted(text) else self._styles.plain
        number = self._strings.number(text)
        if number is None:
            return f' s="{style}" t="inlineStr"><is>{text_xml(text)}</is></c>'
        made = self[text] = f' s="{style}" t="s"><v>{number}</v></c>'
        return made


def text_xml(text: str) -> str:
    """Return the element of a text, unchanged whatever stands in it."""
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<t{space}>{escaped(text)}</t>"


def _refused(_: Column, value: object) -> str:
    raise UnfitError(
        "B639",
        f"a value is a {type(value).__name__}",
        "a cell holds text, a number, a date, yes or no, or nothing",
        "give the parts of the value columns of their own, or join them to a text",
    )


_KINDS: dict[type, Callable[[Column, Any], str]] = {
    type(None): lambda column, _: f' s="{column.styles.plain}"/>',
    bool: lambda column, value: f' s="{column.styles.plain}" t="b"><v>{value:d}</v></c>',
    str: Column.text,
    int: Column.number,
    float: Column.number,
    Decimal: Column.exact,
    Fraction: Column.exact,
    datetime: Column.moment,
    date: Column.day,
    time: lambda column, value: column.text(value.isoformat()),
}


def _finite(values: Sequence[float]) -> bool:
    """Say whether all values are finite; False too where their sum is not."""
    try:
        return isfinite(sum(values))
    except OverflowError:  # whole numbers beyond all floats
        return False
