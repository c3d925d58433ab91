"""Heights: how high each row must be to show its wrapped text, in points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.writers.excel.metrics import line_count
from briefgen.writers.excel.skeleton import AFTER, type_of

if TYPE_CHECKING:
    from briefgen.writers.excel.grid import Grid
    from briefgen.writers.excel.lines import Line
    from briefgen.writers.excel.look import Look
    from briefgen.writers.excel.widths import Widths

HIGHEST = 409.0
"""Excel's highest row."""

DEFAULT = 15.0
"""Height of a row that says nothing of itself."""

_LEADING = 1.3  # height of a line against the size of its letters
_CELL_PADDING = 3.0
_SPACE = {"title": 8.0, "heading": 8.0, "subheading": 5.0}  # white around headings
_EDGE = 1.5  # white inside a cell, left and right, in digits


def line_height(line: Line, look: Look, width: float | None) -> float:
    """Return the height of a line of text; `width` is that of the cell it is wrapped in, None if it is not."""
    size, bold = type_of(line.role, look)
    count = 1
    if width is not None:
        count = line_count(line.text, width - _EDGE, bold=bold, scale=size / look.sizes.text)
    return _row(count, size, _SPACE.get(line.role, 1.0))


def table_heights(grid: Grid, widths: Widths, look: Look) -> list[float]:
    """Return the heights of the rows of a table, the header first."""
    rooms = [
        width - _EDGE * (2 if code == AFTER else 1) for width, code in zip(widths.columns, grid.formats, strict=True)
    ]
    heads = max(line_count(text, room, bold=True) for text, room in zip(grid.headers, rooms, strict=True))
    heights = [_row(heads, look.sizes.text, _CELL_PADDING)]
    plain = one_line(look)
    for row in grid.rows:
        most = 1
        for value, room in zip(row, rooms, strict=True):
            if isinstance(value, str) and (len(value) * 2 > room or "\n" in value):
                most = max(most, line_count(value, room))
        heights.append(plain if most == 1 else _row(most, look.sizes.text, _CELL_PADDING))
    return heights


def one_line(look: Look) -> float:
    """Return the height of a row of a table that is one line high."""
    return _row(1, look.sizes.text, _CELL_PADDING)


def _row(lines: int, size: float, padding: float) -> float:
    points = lines * size * _LEADING + padding
    return min(HIGHEST, max(DEFAULT, -(-points // 0.75) * 0.75))  # a pixel is 0.75 points
