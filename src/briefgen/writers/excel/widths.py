"""Widths: how wide each column must be to show its numbers and words, on which orientation of paper."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from briefgen.writers.excel.grid import NUMERIC
from briefgen.writers.excel.metrics import width_of
from briefgen.writers.excel.skeleton import AFTER, page_units

if TYPE_CHECKING:
    from briefgen.document import Table
    from briefgen.writers.excel.grid import Grid
    from briefgen.writers.excel.look import Look

WIDEST = 255.0
"""Excel's widest column."""

_PADDING, _INDENT = 2.5, 1.5
_READABLE, _COMFORTABLE = 60.0, 36.0  # widest column of words that is asked for; narrowest that is good to read
_NARROWEST = 60.0
_LONGEST_WORD = 40.0
_SHRINK = 1.15  # a table this much wider than the page is better printed smaller than turned


@dataclass(frozen=True, slots=True)
class Widths:
    """The widths of a table's columns, in digits, and the orientation they ask for."""

    columns: tuple[float, ...]
    orientation: str

    @property
    def total(self) -> float:
        """Width of the whole table."""
        return sum(self.columns)


def text_sheet(look: Look) -> Widths:
    """Return the one column of a sheet without a table, as wide as the page."""
    orientation = "landscape" if look.page.orientation == "landscape" else "portrait"
    return Widths((round(page_units(look, orientation), 2),), orientation)


def table_sheet(table: Table, grid: Grid, title: str, look: Look) -> Widths:
    """Return widths that show every number and whole words, filling the page where words can use it."""
    least, wished = _needs(table, grid)
    numeric = [column.kind in NUMERIC for column in table.columns]
    good = [
        wish if is_number else max(low, min(wish, _COMFORTABLE))
        for low, wish, is_number in zip(least, wished, numeric, strict=True)
    ]
    heading = width_of(title, bold=True, scale=look.sizes.title / look.sizes.text) + _PADDING
    orientation = look.page.orientation
    if orientation == "auto":
        upright = page_units(look, "portrait")
        orientation = "portrait" if sum(good) <= _SHRINK * upright and heading <= upright else "landscape"
    page = page_units(look, orientation)
    widths = good if sum(good) <= page else least
    weights = [0.0 if is_number else column.width for is_number, column in zip(numeric, table.columns, strict=True)]
    widths = _stretched(widths, weights, page - sum(widths), wished)
    missing = min(page, max(_NARROWEST, heading)) - sum(widths)
    if missing > 0:
        shares = weights if any(weights) else [1.0] * len(widths)
        widths = [width + missing * share / sum(shares) for width, share in zip(widths, shares, strict=True)]
    return Widths(tuple(round(min(width, WIDEST), 2) for width in widths), orientation)


def _needs(table: Table, grid: Grid) -> tuple[list[float], list[float]]:
    """Return the least and the wished width of each column."""
    least, wished = [], []
    for index, (column, header) in enumerate(zip(table.columns, grid.headers, strict=True)):
        numeric = column.kind in NUMERIC
        longest = word = 0.0
        number = ""
        for row in grid.rows:
            value = row[index]
            if isinstance(value, Fraction):
                text = f"{float(value):,.{column.decimals}f}"
                number = max(number, text, key=len)
            else:
                wide = width_of(value)
                longest = max(longest, wide)
                if wide > word:
                    word = max(word, *map(width_of, value.replace("\n", " ").split(" ")))
        longest = max(longest, width_of(number, bold=table.total_rows > 0))
        if numeric:
            word = longest
        head_word = max(width_of(part, bold=True) for part in header.split())
        padding = _PADDING + (_INDENT if grid.formats[index] == AFTER else 0)
        low = max(word if numeric else min(word, _LONGEST_WORD), head_word) + padding
        head = _in_two_lines(header) if numeric else width_of(header, bold=True)
        wish = max(low, longest + padding, head + padding)
        least.append(low)
        wished.append(wish if numeric else max(low, min(wish, _READABLE)))
    return least, wished


def _in_two_lines(header: str) -> float:
    """Return the least width in which a header takes at most two lines."""
    words = header.split()
    splits = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))] or [(header, "")]
    return min(max(width_of(line, bold=True) for line in split) for split in splits)


def _stretched(widths: list[float], weights: list[float], spare: float, wished: list[float]) -> list[float]:
    """Share spare width out by weight until each column has what it wished or none is left."""
    widths = list(widths)
    while spare > 0.01:
        hungry = [index for index, weight in enumerate(weights) if weight > 0 and widths[index] < wished[index]]
        if not hungry:
            break
        whole = sum(weights[index] for index in hungry)
        given = 0.0
        for index in hungry:
            more = min(spare * weights[index] / whole, wished[index] - widths[index])
            widths[index] += more
            given += more
        spare -= given
        if given < 0.01:
            break
    return widths
