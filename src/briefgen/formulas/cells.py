"""The cells of a workbook while its formulas are evaluated: values, areas, what still waits for a value."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from briefgen.formulas.areas import Area
from briefgen.formulas.values import Error, Halt, Unknown, Value

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

Cell: TypeAlias = tuple[str, int, int]
"""A cell: its sheet, its row and its column, both from 1."""

_FEW_ROWS = 16
_PLAIN = frozenset({float, str, bool, Error, Unknown, type(None)})


class Formula(NamedTuple):
    """A formula, with or without its `=`; `array` for one entered with Ctrl+Shift+Enter or with `t="array"`."""

    text: str
    array: bool = False


class Table(NamedTuple):
    """A table of a sheet: its place with headers and totals, and the names of its columns."""

    sheet: str
    row: int
    column: int
    last_row: int
    last_column: int
    columns: tuple[str, ...]
    header_rows: int = 1
    totals_rows: int = 0


class Cells:
    """The values known so far, and the formulas that wait for theirs."""

    def __init__(self, given: Mapping[Cell, object], hidden: AbstractSet[tuple[str, int]] = frozenset()) -> None:
        """Take the cells of a workbook; `hidden` are the rows (sheet, row) that are not shown."""
        self.hidden = hidden
        self.formulas: dict[Cell, Formula] = {}
        self.values: dict[Cell, Value] = {}
        for key, value in given.items():
            if isinstance(value, Formula):
                self.formulas[key] = value
            else:
                self.values[key] = value if value.__class__ in _PLAIN else plain(value)  # type: ignore[assignment]
        self.waiting = dict(self.formulas)
        self.sheets = {sheet.lower(): sheet for sheet in dict.fromkeys(sheet for sheet, _, _ in given)}
        self.last_row = max((row for _, row, _ in given), default=1)
        self.last_column = max((column for _, _, column in given), default=1)
        self._areas: dict[tuple[str, int, int, int, int], Area] = {}
        self._tops: dict[tuple[str, int], list[Value]] = {}
        self._settled: dict[tuple[str, int], int] = {}
        self._rows_of_formulas: dict[tuple[str, int], list[int]] | None = None

    def area(self, sheet: str, row: int, column: int, last_row: int, last_column: int) -> Area:
        """Return an area; the same one each time, so that it is read once."""
        key = (sheet, row, column, last_row, last_column)
        found = self._areas.get(key)
        if found is None:
            found = self._areas[key] = Area(self, *key)
        return found

    def read(self, area: Area) -> list[Value]:
        """Return the values of an area row by row, as far as it is read."""
        get, sheet = self.values.get, area.sheet
        rows = range(area.row, area.end_row + 1)
        if area.column == area.end_column:
            column = area.column
            if len(rows) > _FEW_ROWS and self._settled_rows((sheet, column)) >= area.end_row:
                return self._top((sheet, column), area.end_row)[area.row - 1 : area.end_row]
            return [get((sheet, row, column)) for row in rows]
        columns = range(area.column, area.end_column + 1)
        return [get((sheet, row, column)) for row in rows for column in columns]

    def _top(self, key: tuple[str, int], last_row: int) -> list[Value]:
        """Return the values of a column (sheet, column) from its first row, at least to a row that is settled."""
        found = self._tops.setdefault(key, [])
        get, (sheet, column) = self.values.get, key
        found += [get((sheet, row, column)) for row in range(len(found) + 1, last_row + 1)]
        return found

    def _settled_rows(self, key: tuple[str, int]) -> int:
        """Return how many rows at the top of a column (sheet, column) wait for nothing."""
        first = self._first_waiting(key)
        rows = self._formula_rows(key)
        return rows[first] - 1 if first < len(rows) else self.last_row

    def _first_waiting(self, key: tuple[str, int]) -> int:
        """Return the place, among the rows with formulas of a column, of the first that waits."""
        rows, (sheet, column) = self._formula_rows(key), key
        place = self._settled.get(key, 0)
        while place < len(rows) and (sheet, rows[place], column) not in self.waiting:
            place += 1
        self._settled[key] = place
        return place

    def _formula_rows(self, key: tuple[str, int]) -> list[int]:
        """Return the rows of a column (sheet, column) that hold formulas, in order."""
        if self._rows_of_formulas is None:
            self._rows_of_formulas = {}
            for sheet, row, column in self.formulas:
                self._rows_of_formulas.setdefault((sheet, column), []).append(row)
            for rows in self._rows_of_formulas.values():
                rows.sort()
        return self._rows_of_formulas.get(key, _NONE)

    def waiting_in(self, area: Area) -> list[Cell]:
        """Return the cells of an area that wait for their value; an area without any is settled for good."""
        waiting, sheet = self.waiting, area.sheet
        found: list[Cell] = []
        for column in range(area.column, area.end_column + 1):
            rows = self._formula_rows((sheet, column))
            if not rows or rows[-1] < area.row or rows[0] > area.end_row:
                continue
            first = self._first_waiting((sheet, column))
            for place in range(max(first, bisect_left(rows, area.row)), len(rows)):
                row = rows[place]
                if row > area.end_row:
                    break
                if (sheet, row, column) in waiting:
                    found.append((sheet, row, column))
        area.settled = not found
        return found

    def not_subtotals(self, area: Area, *, without_hidden: bool) -> list[Value]:
        """Return the values of an area but those of SUBTOTAL and AGGREGATE, and of hidden rows; raises `Halt`."""
        found: list[Value] = []
        values = iter(area.flat)
        for row in range(area.row, area.end_row + 1):
            hidden = (area.sheet, row) in self.hidden
            if hidden and not without_hidden:
                raise Halt(Unknown("whether SUBTOTAL counts a hidden row depends on what hides it"))
            for column in range(area.column, area.end_column + 1):
                value = next(values)
                if not hidden and not self._is_subtotal((area.sheet, row, column)):
                    found.append(value)
        return found

    def _is_subtotal(self, cell: Cell) -> bool:
        formula = self.formulas.get(cell)
        if formula is None:
            return False
        text = formula.text.upper().removeprefix("=")
        if "SUBTOTAL(" not in text and "AGGREGATE(" not in text:
            return False
        if text.startswith(("SUBTOTAL(", "AGGREGATE(")) and text.count("(") == 1 and text.endswith(")"):
            return True
        raise Halt(Unknown("programs disagree whether a formula with a subtotal in it is one"))


_NONE: list[int] = []


def plain(value: Any) -> Value:
    """Return what a cell is computed with: whole and exact numbers as floats, dates as the days since 1900."""
    if isinstance(value, (bool, str)):
        return value
    if hasattr(value, "toordinal"):
        days = value.toordinal() - 693_594
        if days < 61:
            days -= 1  # Excel has a 29 February 1900
        if hasattr(value, "hour"):
            seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
            return float(days + seconds / 86_400)
        return float(days)
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return Unknown(f"a value of the kind {type(value).__name__}")
