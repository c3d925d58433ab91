"""Tables: column widths from weights and words, numbers on the decimal mark, rules as in printed statistics."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefgen.document import Run
from briefgen.writers.pdf.lines import draw_line
from briefgen.writers.pdf.strips import Nothing, Strip, kept, text_strips, together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.document import Cell, Table
    from briefgen.writers.pdf.lines import Line
    from briefgen.writers.pdf.look import Style
    from briefgen.writers.pdf.pen import Pen
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
_WHOLE = 0.34  # a table lower than this share of the page is never parted
_SMALL_COLUMN = 12.0  # points
_LIGHTEST = 0.05  # the least weight of a column
_MONSTROUS = 0.2  # share of the table's width above which a word may be broken
_PART = 4  # lines in a part of a row that is too tall to stay whole


class _Field(NamedTuple):
    """The lines of one cell, at the place of its column."""

    lines: tuple[Line, ...]
    x: float
    width: float
    style: Style


class TableRow(NamedTuple):
    """One row, or the part of a tall one that fits on a page."""

    fields: tuple[_Field, ...]
    x: float
    width: float
    height: float
    padding: float
    rules: tuple[float, float]
    colours: tuple[str, str]

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the rules and the cells."""
        x = left + self.x
        pen.rule(x, top, self.width, self.rules[0], self.colours[0])
        pen.rule(x, top + self.height, self.width, self.rules[1], self.colours[1])
        for cell in self.fields:
            y = top + self.padding
            for line in cell.lines:
                draw_line(pen, line, cell.style, left + cell.x, y, cell.width)
                y += cell.style.leading


def table_strips(setter: Typesetter, table: Table, x: float, width: float, room: float, title: str) -> list[Strip]:
    """Return caption (the title given), unit, head, rows, notes and source; `room` is the height of a page."""
    top = _caption(setter, table, x, width, title)
    body = _Grid(setter, table, x, width, room).strips() if table.columns else []
    foot = _below(setter, table, x, width)
    strips = kept(top) + (kept(body) if foot else body) + together(foot)
    height = sum(strip.height for strip in strips)
    return together(strips) if height < room * _WHOLE else strips


def _caption(setter: Typesetter, table: Table, x: float, width: float, title: str) -> list[Strip]:
    style = setter.style("caption")
    strips = text_strips(setter.plain(title, style, width), style, x, width, keep=True)
    if table.unit:
        unit = setter.style("subtitle")._replace(align="right")
        lines = setter.plain(table.unit, unit, width)
        strips += text_strips(lines, unit, x, width, keep=True)
    return strips


def _below(setter: Typesetter, table: Table, x: float, width: float) -> list[Strip]:
    style = setter.style("source")
    strips = [Strip(4, Nothing(), keep=True)]
    for note in table.notes:
        strips += text_strips(setter.plain(note, style._replace(after=0), width), style._replace(after=0), x, width)
    if table.source:
        strips += text_strips(setter.plain(table.source, style, width), style, x, width)
    strips[-1] = strips[-1]._replace(after=style.after + 2)
    return strips


class _Grid:
    """Head and rows of one table in one measure."""

    def __init__(self, setter: Typesetter, table: Table, x: float, width: float, room: float) -> None:
        self.setter = setter
        self.table = table
        self.x = x
        self.width = width
        self.room = room
        self.gutter = min(setter.look.table.gutter, width / (4 * len(table.columns)))
        self.style = setter.style("table")
        self.head_style = setter.style("table_head")
        self.widths = self._fit()
        self.inner = self._inner()
        self.tails = [self._tail(at) for at in range(len(table.columns))]

    def _fit(self) -> list[float]:
        """Return the widths of the columns, in smaller letters and closer together if the table is crowded."""
        weights = [max(column.width, _LIGHTEST) for column in self.table.columns]
        wide = self.gutter
        for size, gutter, whole in _CROWDED:
            self.style = _shrunk(self.setter.style("table"), size)
            self.head_style = _shrunk(self.setter.style("table_head"), size)
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
        cells = (self.setter.width(row[at].text, self.style) for row in self.table.rows if at < len(row))
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
                    wide = self.setter.width(cell.text, self.style, bold=bold, origin=cell.origin)
                else:
                    wide = self.setter.longest_word(cell.text, self.style, bold=bold)
                widest = max(widest, wide)
        return widest

    # ------------------------------------------------------------ decimals

    def _tail(self, at: int) -> float:
        """Return the width of the longest part behind the decimal mark of a column of numbers."""
        column = self.table.columns[at]
        if column.kind not in NUMBERS or not column.decimals:
            return 0.0
        return max((self._behind(row[at], at) for row in self.table.rows if at < len(row)), default=0.0)

    def _behind(self, cell: Cell, at: int) -> float:
        if not self.table.columns[at].decimals:
            return 0.0
        found = re.search(r"[.,]\d{1,%d}\D*$" % self.table.columns[at].decimals, cell.text)  # noqa: UP031
        return self.setter.width(found[0], self.style, bold=cell.bold) if found else 0.0

    # ------------------------------------------------------------ rows

    def strips(self) -> list[Strip]:
        """Return the head and every row."""
        look, accent = self.setter.look.table, self.setter.colour("text")
        head = self._row(
            [self._head(at) for at in range(len(self.table.columns))],
            self.head_style,
            (look.head_rule, look.head_rule),
            (accent, accent),
        )
        repeated: tuple[Strip, ...] = ()
        if sum(strip.height for strip in head) < self.room / 3:
            head = kept(together(head))
            repeated = tuple(head)
        opening = (*repeated, Strip(look.padding, Nothing())) if repeated else ()
        rows: list[Strip] = []
        last = len(self.table.rows) - 1
        totals = last + 1 - self.table.total_rows
        fine = self.setter.colour("line")
        for number, row in enumerate(self.table.rows):
            above = look.foot_rule if number == totals and number else 0.0
            end = number == last
            made = self._row(
                [self._cell(row, at, number >= totals) for at in range(len(self.table.columns))],
                self.style,
                (above, look.foot_rule if end else 0.0 if number + 1 == totals else look.hairline),
                (accent, accent if end else fine),
            )
            if number in (0, last - 1) or (number >= totals - 1 and not end):
                made = kept(made)
            rows += [strip._replace(head=opening if part else repeated) for part, strip in enumerate(made)]
        return head + rows

    def _head(self, at: int) -> list[Line]:
        column = self.table.columns[at]
        return self.setter.plain(column.title, self.head_style, self.inner[at][1])

    def _cell(self, row: Sequence[Cell], at: int, total: bool) -> list[Line]:
        if at >= len(row):
            return []
        cell = row[at]
        bold = cell.bold or total
        if self.table.columns[at].kind in NUMBERS:
            line = self.setter.line(cell.text, self.style, bold=bold, origin=cell.origin)
            if line.width <= self.inner[at][1] + 0.01:
                line.width += self.tails[at] - self._behind(cell, at) if cell.value is not None else 0.0
                return [line]
        run = Run(cell.text, bold=bold, origin=cell.origin)
        return self.setter.lines((run,), self.style, self.inner[at][1])

    def _row(
        self,
        cells: Sequence[list[Line]],
        style: Style,
        rules: tuple[float, float],
        colours: tuple[str, str],
    ) -> list[Strip]:
        """Return one row, parted where it is taller than half a page; rules and colours above and below it."""
        padding = self.setter.look.table.padding
        count = max((len(lines) for lines in cells), default=1) or 1
        most = count if count * style.leading < self.room * 0.5 else _PART
        styles = [self._aligned(style, at) for at in range(len(cells))]
        strips = []
        for start in range(0, count, most):
            end = min(start + most, count)
            above, below = (padding if start == 0 else 0.0), (padding if end == count else 0.0)
            height = above + (end - start) * style.leading + below
            row = TableRow(
                tuple(
                    _Field(tuple(lines[start:end]), self.x + self.inner[at][0], self.inner[at][1], styles[at])
                    for at, lines in enumerate(cells)
                ),
                self.x,
                self.width,
                height,
                above,
                (rules[0] if start == 0 else 0.0, rules[1] if end == count else 0.0),
                colours,
            )
            strips.append(Strip(height, row))
        return strips

    def _inner(self) -> list[tuple[float, float]]:
        """Return where the words of each column begin, and how wide they may be."""
        inner, x, last = [], 0.0, len(self.widths) - 1
        for at, wide in enumerate(self.widths):
            left = self.gutter / 2 if at else 0.0
            right = self.gutter / 2 if at < last else 0.0
            inner.append((x + left, max(wide - left - right, 1.0)))
            x += wide
        return inner

    def _aligned(self, style: Style, at: int) -> Style:
        kind = self.table.columns[at].kind
        return style._replace(align="right" if kind in NUMBERS else "left")


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
