"""The columns of a marked-up table, and what each of them holds: numbers, years, codes, counts of rows, words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from briefgen.audit.words import only_shorthand, says

if TYPE_CHECKING:
    from briefgen.audit.book import Cell, Sheet, Table
    from briefgen.audit.styles import Styles

Holds = Literal["number", "year", "date", "count", "code", "text"]

_FIRST_YEAR, _LAST_YEAR = 1000, 2999
_NUMBER = re.compile(r"[+\-\u2212]?\d{1,3}(?:[ \u00a0\u202f,.'’]?\d{3})*(?:[.,]\d+)?\s?%?")


@dataclass
class Column:
    """A column of a table: its head, its cells under the head (totals too), the rows that hold nothing."""

    sheet: Sheet
    table: Table
    number: int
    head: str
    cells: list[Cell]
    styles: Styles

    @cached_property
    def numbers(self) -> list[Cell]:
        """The cells with a number, or with a formula whose value is not stored."""
        return [cell for cell in self.cells if cell.kind == "number" or (cell.kind == "empty" and cell.formula)]

    @cached_property
    def shorthand(self) -> list[Cell]:
        """The cells that hold nothing but shorthand."""
        return [cell for cell in self.cells if cell.text and only_shorthand(cell.text)]

    @cached_property
    def words(self) -> list[Cell]:
        """The cells with any other text."""
        return [cell for cell in self.cells if cell.text and not only_shorthand(cell.text)]

    @cached_property
    def holds(self) -> Holds:
        """What the column is made of."""
        if says(self.head, "code") and not self.is_count:
            return "code"
        if not self.numbers or len(self.numbers) < len(self.words):
            return "text"
        values = [cell.value for cell in self.numbers if isinstance(cell.value, float)]
        if self.numbers and all(self.styles[cell.style].is_date for cell in self.numbers):
            return "date"
        if self.is_count:
            return "count"
        whole = bool(values) and all(value == int(value) for value in values)
        if whole and all(_FIRST_YEAR <= value <= _LAST_YEAR for value in values):
            grouped = any("#,#" in self.styles[cell.style].code for cell in self.numbers)
            if says(self.head, "year") or (not grouped and all(1800 <= value <= 2100 for value in values)):
                return "year"
        return "number"

    @cached_property
    def is_count(self) -> bool:
        """Whether it counts the rows: №, #, or 1, 2, 3 and so on."""
        if self.head.strip().casefold().rstrip(".") in ("№", "#", "no", "nr", "n", "id"):
            return True
        values = [cell.value for cell in self.cells]
        return len(values) > 2 and values == [float(number) for number in range(1, len(values) + 1)]

    @property
    def is_numeric(self) -> bool:
        """Whether it holds numbers of any kind."""
        return self.holds in ("number", "year", "count", "date")


def looks_like_number(text: str) -> bool:
    """Say whether a text is a number as people write it: `1,234.5`, `26 740,5`, `-5 %`."""
    return bool(_NUMBER.fullmatch(text.strip()))


def columns_of(sheet: Sheet, table: Table, styles: Styles) -> list[Column]:
    """Return the columns of a table; only rows that were read count."""
    top, left, bottom, right = table.area
    bottom, right = min(bottom, sheet.last[0]), min(right, sheet.last[1])
    first = top + table.header_rows
    get = sheet.cells.get
    found = []
    for number in range(left, right + 1):
        cells = [cell for row in range(first, bottom + 1) if (cell := get((row, number))) is not None]
        head = sheet.text(top, number) if table.header_rows else ""
        found.append(Column(sheet, table, number, head, cells, styles))
    return found
