"""What printed tables share: units in words, header rows that wander, years with footnote marks, cells with values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from briefgen.trade.nomenclatures import country
from briefgen.trade.sources.amounts import Amount, amount, as_decimal, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.trade.flows import FlowName, Published, Row
    from briefgen.trade.sources.amounts import Cell
    from briefgen.trade.sources.noted import Noted
    from briefgen.trade.sources.sheets import Sheet

TITLE_ROWS = 12
"""How many rows of a sheet are looked at for titles, units and the header."""

_SCALES = ((r"тыс|thousand|миң|тис", 3), (r"млрд|миллиард|billion|\bbn\b", 9), (r"млн|миллион|million|мільйон", 6))
_CURRENCIES = ((r"долл|dollar|\busd\b|us\$", "USD"), (r"евро|euro|\beur\b|євро", "EUR"))
_YEAR = re.compile(r"\s*((?:19|20)\d{2})(?:\s*(?:г\.?|год|ж\.?)?\s*([1-9]\)?|\*+|[¹²³⁴⁵]|\([1-9]\)))?\s*")
_SUPERSCRIPTS = str.maketrans("¹²³⁴⁵", "12345")


@dataclass(slots=True)
class Printed:
    """What was read from a printed table: rows, printed ratios, and what the table says of itself."""

    rows: list[Row] = field(default_factory=list)
    published: list[Published] = field(default_factory=list)
    reporter: str | None = None
    currency: str = "USD"
    power: int = 3
    sheets: list[str] = field(default_factory=list)
    edition: str | None = None
    classification: str | None = None


class YearColumn(NamedTuple):
    """A column of one year, with the footnote mark glued to it ("" if there is none)."""

    column: int
    year: str
    note: str


def words(cell: Cell) -> str:
    """Return the text of a cell in one line."""
    return " ".join(text_of(cell).split())


def title(sheet: Sheet, rows: int = TITLE_ROWS) -> str:
    """Return the text of the first rows in one line, in small letters."""
    return " ".join(words(cell) for row in sheet.rows[:rows] for cell in row if isinstance(cell, str) and cell).lower()


def unit_of(text: str) -> tuple[int, str] | None:
    """Return the power of ten and the currency of a unit in words, or None: `тыс. долларов США` is (3, "USD")."""
    small = text.lower()
    currency = next((code for pattern, code in _CURRENCIES if re.search(pattern, small)), None)
    if currency is None:
        return None
    return next((power for pattern, power in _SCALES if re.search(pattern, small)), 0), currency


def find_unit(sheet: Sheet) -> tuple[int, str] | None:
    """Return power of ten and currency told above or in the header of a sheet, or None."""
    for row in sheet.rows[:TITLE_ROWS]:
        for cell in row:
            if isinstance(cell, str) and len(cell) < 400:
                found = unit_of(cell)
                if found is not None:
                    return found
    return None


def year_of(cell: Cell) -> tuple[str, str] | None:
    """Return the year of a header cell and the footnote mark glued to it, or None."""
    if isinstance(cell, bool) or cell is None:
        return None
    match = _YEAR.fullmatch(text_of(cell))
    if match is None:
        return None
    return match[1], (match[2] or "").translate(_SUPERSCRIPTS).strip("()")


def year_header(sheet: Sheet) -> tuple[int, list[YearColumn]] | None:
    """Return the row of the header and its columns of years: the first row with at least two years, or None."""
    for number, row in enumerate(sheet.rows[:TITLE_ROWS]):
        found = [YearColumn(column, *year) for column, cell in enumerate(row) if (year := year_of(cell))]
        if len(found) >= 2 and len({year.year for year in found}) == len(found) and found[0].column > 0:
            return number, found
    return None


def value(
    sheet: Sheet, row: int, column: int, power: int, noted: Noted, *, comma_is_decimal: bool = True
) -> Amount | None:
    """Return the amount in a cell, or None (and a note) if it is no number."""
    cells = sheet.rows[row]
    cell = cells[column] if column < len(cells) else None
    place = sheet.place(row, column)
    try:
        read = amount(text_of(cell), power, comma_is_decimal=comma_is_decimal)
    except ValueError:
        noted.note("number", row + 1, f"`{words(cell)[:30]}`", place)
        return None
    if read.comma:
        noted.note("comma", row + 1, f"{words(cell)[:30]} as {as_decimal(read.milli, power)}", place)
    if read.rounded:
        noted.note("finer", row + 1, place=place)
    if read.milli is not None and read.milli < 0:
        noted.note("negative", row + 1, words(cell)[:30], place)
    return read


def ratio(cell: Cell) -> tuple[Fraction, int] | None:
    """Return a printed ratio and its decimals, or None if the cell holds none."""
    if isinstance(cell, bool):
        return None
    text = text_of(cell).strip().replace(",", ".").removesuffix("%").strip()
    if not re.fullmatch(r"[+-]?\d{1,12}(\.\d{1,12})?([eE][+-]?\d{1,2})?", text, re.ASCII):
        return None
    number = Fraction(text)
    decimals = 0
    while (number * 10**decimals).denominator != 1:
        decimals += 1
    return number, decimals


def area_of(cells: Sequence[Cell]) -> str | None:
    """Return the area that one of the label cells names in any language, or None."""
    return next((found for cell in cells if (found := country(words(cell)))), None)


def flow_in(text: str) -> FlowName | None:
    """Return the flow that words speak of, or None if they speak of none or of both."""
    small = text.lower()
    out, into = re.search(r"экспорт|export|експорт", small), re.search(r"импорт|import|імпорт", small)
    if bool(out) == bool(into):
        return None
    return "export" if out else "import"
