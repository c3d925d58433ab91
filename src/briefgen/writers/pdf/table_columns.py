"""Columns of tables: widths from weights and words, numbers on the decimal mark, smaller letters in a crowd."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.document import Cell, Table
    from briefgen.writers.pdf.look import Style
    from briefgen.writers.pdf.pen import Span
    from briefgen.writers.pdf.text import Typesetter

NUMBERS = ("number", "percent")
# What is tried for a crowded table: size of the letters, gutter, and whether words in heads stay whole.
_CROWDED = (
    (1.0, 1.0, True),
    (0.9, 0.8, True),
    (0.8, 0.6, True),
    (0.8, 0.5, False),
    (0.7, 0.4, False),
    (0.62, 0.3, False),
)
_SMALL_COLUMN = 12.0  # points
_LIGHTEST = 0.05  # the least weight of a column
_MONSTROUS = 0.2  # share of the table's width above which a word may be broken
_MOST_DECIMALS = 15
_DECIMALS = [re.compile(r"[.,]\d{1,%d}\D*$" % max(most, 1)) for most in range(_MOST_DECIMALS + 1)]  # noqa: UP031


class Place(NamedTuple):
    """Where the cells of a column stand, and how they are set."""

    x: float
    width: float
    style: Style


class TableColumns:
    """The columns of one table, x from the left edge of the text, in a width.

    `spans` are how plain and bold cells are printed; `places` and `head_places` where rows and head stand.
    """

    def __init__(self, setter: Typesetter, table: Table, x: float, width: float) -> None:
        self.setter = setter
        self.table = table
        self.width = width
        self.gutter = min(setter.look.table.gutter, width / (4 * len(table.columns)))
        self.style = setter.style("table")
        self.head_style = setter.style("table_head")
        self.spans: tuple[Span, Span]
        widths = self._fit()
        self.places = self._places(self.style, x, widths)
        self.head_places = self._places(self.head_style, x, widths)
        self._tails = [self._tail(at) for at in range(len(table.columns))]

    def _fit(self) -> list[float]:
        """Return the widths of the columns, in smaller letters and closer together if the table is crowded."""
        weights = [max(column.width, _LIGHTEST) for column in self.table.columns]
        wide = self.gutter
        for size, gutter, whole in _CROWDED:
            self.style = _shrunk(self.setter.style("table"), size)
            self.head_style = _shrunk(self.setter.style("table_head"), size)
            self.spans = (self.setter.span(self.style), self.setter.span(self.style, bold=True))
            self.gutter = wide * gutter
            least = [self._least(at, heads=whole) for at in range(len(weights))]
            if sum(least) <= self.width:
                wanted = [max(need, self._wanted(at)) for at, need in enumerate(least)]
                return _ceded(_share(weights, least, self.width), wanted)
        total = sum(least)
        return [part * self.width / total for part in least]

    def _least(self, at: int, *, heads: bool) -> float:
        """Return the width that a column needs: a number is never broken, a word only if it is monstrous."""
        column = self.table.columns[at]
        widest = self._widest(at)
        head = self.setter.longest_word(column.title, self.head_style) if heads else 0.0
        if column.kind not in NUMBERS:
            weights = sum(max(other.width, _LIGHTEST) for other in self.table.columns)
            share = self.width * max(column.width, _LIGHTEST) / weights
            widest = min(widest, max(share, self.width * _MONSTROUS))
            head = min(head, self.width * _MONSTROUS)
        return max(widest + 0.5, head + 0.5, _SMALL_COLUMN) + self.gutter

    def _wanted(self, at: int) -> float:
        """Return the width at which no cell of a column is broken, and its head at most once."""
        head = self.setter.width(self.table.columns[at].title, self.head_style) / 2
        span, measure = self.spans[0], self.setter.measure
        cells = (measure(span, row[at].text) for row in self.table.rows if at < len(row))
        return max(head, *cells, 0.0) + self.gutter + 1.0

    def _widest(self, at: int) -> float:
        """Return the width of the longest number or word in the rows of a column."""
        number = self.table.columns[at].kind in NUMBERS
        totals = len(self.table.rows) - self.table.total_rows
        widest = 0.0
        for row_at, row in enumerate(self.table.rows):
            if at < len(row):
                cell = row[at]
                bold = cell.bold or row_at >= totals
                if number:
                    wide = self.setter.measure(self.spans[bold], cell.text, cell.origin)
                else:
                    wide = self.setter.longest_word(cell.text, self.style, bold=bold)
                widest = max(widest, wide)
        return widest

    def _tail(self, at: int) -> float:
        """Return the width of the longest part behind the decimal mark of a column of numbers."""
        column = self.table.columns[at]
        if column.kind not in NUMBERS or not column.decimals:
            return 0.0
        return max((self._behind(row[at], at) for row in self.table.rows if at < len(row)), default=0.0)

    def lack(self, cell: Cell, at: int) -> float:
        """Return how much less the number has behind its decimal mark than the longest of the column."""
        return self._tails[at] - self._behind(cell, at)

    def _behind(self, cell: Cell, at: int) -> float:
        if not self.table.columns[at].decimals:
            return 0.0
        found = _DECIMALS[min(self.table.columns[at].decimals, _MOST_DECIMALS)].search(cell.text)
        return self.setter.measure(self.spans[cell.bold], found[0]) if found else 0.0

    def _places(self, style: Style, x: float, widths: Sequence[float]) -> tuple[Place, ...]:
        """Return where the words of each column begin, and how wide they may be."""
        places, last = [], len(widths) - 1
        for at, (column, wide) in enumerate(zip(self.table.columns, widths, strict=True)):
            left = self.gutter / 2 if at else 0.0
            right = self.gutter / 2 if at < last else 0.0
            aligned = style._replace(align="right" if column.kind in NUMBERS else "left")
            places.append(Place(x + left, max(wide - left - right, 1.0), aligned))
            x += wide
        return tuple(places)


def _shrunk(style: Style, k: float) -> Style:
    return style if k == 1 else style._replace(size=style.size * k, leading=style.leading * k)


def _share(weights: Sequence[float], least: Sequence[float], width: float) -> list[float]:
    """Share the width by weights, giving no column less than its least."""
    shares = [0.0] * len(weights)
    free, rest = set(range(len(weights))), width
    while free:
        total = sum(weights[at] for at in sorted(free))
        poor = [at for at in sorted(free) if weights[at] * rest / total < least[at]]
        if not poor:
            for at in sorted(free):
                shares[at] = weights[at] * rest / total
            break
        for at in poor:
            shares[at] = least[at]
            free.discard(at)
        rest = width - sum(least[at] for at in range(len(weights)) if at not in free)
    return shares


def _ceded(shares: Sequence[float], wanted: Sequence[float]) -> list[float]:
    """Give what columns have beyond their wants to those that want more, in proportion to the want."""
    lack = [max(want - share, 0.0) for share, want in zip(shares, wanted, strict=True)]
    spare = [max(share - want, 0.0) for share, want in zip(shares, wanted, strict=True)]
    given = min(sum(lack), sum(spare))
    if not given:
        return list(shares)
    return [
        share + given * need / sum(lack) - given * extra / sum(spare)
        for share, need, extra in zip(shares, lack, spare, strict=True)
    ]
