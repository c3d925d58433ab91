"""Areas of cells and arrays as the functions see them: rows of values, numbers, and where a value stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from briefgen.formulas.places import Places
from briefgen.formulas.values import Error, Unknown, Value, numbers_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.formulas.cells import Cells

Matrix: TypeAlias = "list[list[Value]]"


_MOST_CELLS = 2**21  # two columns in full


class Area:
    """Cells that a formula reads: read once, when all of them have their values."""

    __slots__ = (
        "_flat",
        "_numbers",
        "_ordered",
        "_places",
        "asked",
        "cells",
        "column",
        "end_column",
        "end_row",
        "last_column",
        "last_row",
        "matched",
        "row",
        "settled",
        "sheet",
    )

    def __init__(self, cells: Cells, sheet: str, row: int, column: int, last_row: int, last_column: int) -> None:
        """Name the cells from (row, column) to (last_row, last_column) of a sheet."""
        self.cells = cells
        self.sheet, self.row, self.column, self.last_row, self.last_column = sheet, row, column, last_row, last_column
        # only what can hold something is read: `A:A` ends with the last row that is used on any sheet
        self.end_row = max(row, min(last_row, cells.last_row))
        self.end_column = max(column, min(last_column, cells.last_column))
        self._flat: list[Value] | None = None
        self._numbers: list[float] | None = None
        self._ordered: list[float] | None = None
        self._places: Places | None = None
        self.settled = False  # whether every formula inside has its value
        self.asked = False  # whether a criterion was looked for before
        self.matched: dict[object, list[int]] = {}  # the places that fit a criterion, for the next formula that asks

    @property
    def height(self) -> int:
        """The number of rows."""
        return self.last_row - self.row + 1

    @property
    def width(self) -> int:
        """The number of columns."""
        return self.last_column - self.column + 1

    @property
    def unread(self) -> int:
        """The number of cells, all blank, that are not read."""
        return self.height * self.width - (self.end_row - self.row + 1) * (self.end_column - self.column + 1)

    @property
    def flat(self) -> list[Value]:
        """The values that are read, row by row."""
        if self._flat is None:
            self._flat = self.cells.read(self)
        return self._flat

    def rows(self) -> Matrix:
        """Return the values as rows."""
        flat, width = self.flat, self.end_column - self.column + 1
        return [flat[start : start + width] for start in range(0, len(flat), width)]

    def numbers(self) -> list[float]:
        """Return the numbers among the values; text, blanks, TRUE and FALSE are left out. Raises `Halt`."""
        if self._numbers is None:
            self._numbers = numbers_of(self.flat)
        return self._numbers

    def ordered(self) -> list[float]:
        """Return the numbers in ascending order. Raises `Halt`."""
        if self._ordered is None:
            self._ordered = sorted(self.numbers())
        return self._ordered

    @property
    def places(self) -> Places:
        """Where each value stands among those that are read."""
        if self._places is None:
            self._places = Places(self.flat)
        return self._places

    def part(self, row: int, column: int, height: int, width: int) -> Area:
        """Return an area inside this one; `row` and `column` count from 0."""
        top, left = self.row + row, self.column + column
        return Area(self.cells, self.sheet, top, left, top + height - 1, left + width - 1)


def rows_of(value: Area | Matrix | Value) -> Matrix:
    """Return anything as rows of values: a single value as one row with one column."""
    if isinstance(value, Area):
        return value.rows()
    return value if isinstance(value, list) else [[value]]


def flat_of(value: Area | Matrix | Value) -> list[Value]:
    """Return the values of anything, row by row."""
    if isinstance(value, Area):
        return value.flat
    return [cell for row in value for cell in row] if isinstance(value, list) else [value]


def size_of(value: Area | Matrix | Value) -> tuple[int, int]:
    """Return how many rows and columns there are."""
    if isinstance(value, Area):
        return value.height, value.width
    return (len(value), len(value[0])) if isinstance(value, list) else (1, 1)


def broadcast(call: Callable[..., Value], arguments: list[Matrix | Value]) -> Matrix | Value:
    """Return `call` for each place of arrays; single rows and columns repeat, places that an array lacks are `#N/A`."""
    sizes = [size_of(argument) for argument in arguments]
    height, width = max(size[0] for size in sizes), max(size[1] for size in sizes)
    if not any(isinstance(argument, list) for argument in arguments):
        return call(*arguments)
    if height * width > _MOST_CELLS:
        return Unknown("arithmetic on arrays of millions of values")
    grids = [rows_of(argument) for argument in arguments]
    return [[call(*(_at(grid, row, column) for grid in grids)) for column in range(width)] for row in range(height)]


def _at(grid: Matrix, row: int, column: int) -> Value:
    line = grid[0] if len(grid) == 1 else grid[row] if row < len(grid) else None
    if line is None:
        return Error("#N/A")
    return line[0] if len(line) == 1 else line[column] if column < len(line) else Error("#N/A")
