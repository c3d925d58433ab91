"""Tables whose layout is known by the names of their columns: which column is what, and which lines matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefgen.trade.nomenclatures import kind, spellings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.trade.sources.layouts import Layout, Part

_NAME = re.compile(r"[\W_]+")
_PROBE = 200


class Keep(NamedTuple):
    """Which rows are wanted; None is all. `classification` chooses where a period is told in two."""

    reporters: frozenset[str] | None = None
    partners: frozenset[str] | None = None
    years: frozenset[int] | None = None
    classification: str | None = None

    def year(self, period: str) -> bool:
        """Say whether a period begins in a year that is wanted."""
        return self.years is None or int(period[:4]) in self.years


class Table(NamedTuple):
    """A table of columns: the header, some first records, and how numbers with a comma are meant."""

    names: Sequence[str]
    probe: Sequence[tuple[int, Sequence[str]]]
    comma_is_decimal: bool = False


def plain_name(name: str) -> str:
    """Return a column's name in small letters and digits only: `Trade Value (US$)` is `tradevalueus`."""
    return _NAME.sub("", name.lower())


def chosen(layout: Layout, table: Table) -> dict[Part, int]:
    """Return the column of each part: the first of the layout's columns that the first records fill throughout."""
    at: dict[str, int] = {}
    for index, name in enumerate(table.names):
        at.setdefault(plain_name(name), index)
    found: dict[Part, int] = {}
    for part, names in layout.parts.items():
        columns = [at[name] for name in names if name in at]
        full = (column for column in columns if _filled(column, table.probe))
        best = next(full, columns[0] if columns else None)
        if best is not None:
            found[part] = best
    return found


def _filled(column: int, probe: Sequence[tuple[int, Sequence[str]]]) -> bool:
    cells = [cells[column].strip() for _, cells in probe[:_PROBE] if len(cells) > column]
    return bool(cells) and all(cell and cell.lower() not in ("null", "none", "n/a", "nan") for cell in cells)


def needles(layout: Layout, table: Table, keep: Keep, delimiter: str) -> tuple[tuple[bytes, ...], ...] | None:
    """Return the words that a line must hold to be wanted, or None if every line must be parsed."""
    if layout.both_ways or layout.numbers != "m49":
        return None
    columns = chosen(layout, table)
    asked: tuple[tuple[Part, frozenset[str] | None], ...] = (("reporter", keep.reporters), ("partner", keep.partners))
    groups = (_words(table, columns.get(part), wanted, delimiter) for part, wanted in asked)
    return tuple(words for words in groups if words) or None


def _words(table: Table, column: int | None, wanted: frozenset[str] | None, delimiter: str) -> tuple[bytes, ...] | None:
    """Return every way that the first records let expect of writing the codes, None if they are names."""
    if not column or wanted is None:  # a first column has no delimiter before it
        return None
    cells = {cells[column].strip() for _, cells in table.probe if len(cells) > column}
    every = [(area, code) for area in sorted(wanted) for code in spellings(area)]
    if cells and all(cell.isdigit() for cell in cells):
        # a number stands in many cells; the delimiter before it makes it rarer
        numbers = [code for _, code in every if code.isdigit()]
        return tuple((left + code).encode() for code in numbers for left in (delimiter, '"')) or None
    if cells and all(re.fullmatch(r"[A-Z0-9_]{2,4}", cell) for cell in cells):
        short = min(len(cell) for cell in cells) == 2
        codes = (code for area, code in every if short or len(code) > 2 or kind(area) != "country")
        return tuple(code.encode() for code in codes if code.isascii() and not code.isdigit()) or None
    return None
