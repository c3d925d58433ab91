"""Tables: caption, head, rows with rules as in printed statistics, notes and source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from briefgen.document import Run
from briefgen.writers.pdf.lines import Line, draw_line
from briefgen.writers.pdf.strips import Nothing, Strip, kept, text_strips, together
from briefgen.writers.pdf.table_columns import NUMBERS, Place, TableColumns
from briefgen.writers.pdf.tags import ARTIFACT, COLUMN_HEAD, ROW_HEAD, column_head, table_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.document import Cell, Table
    from briefgen.writers.pdf.pen import Pen
    from briefgen.writers.pdf.tags import Element
    from briefgen.writers.pdf.text import Typesetter

_WHOLE = 0.34  # a table lower than this share of the page is never parted
_PART = 4  # lines in a part of a row that is too tall to stay whole


class TableRow(NamedTuple):
    """One row, or the part of a tall one that fits on a page."""

    cells: tuple[Sequence[Line], ...]
    places: tuple[Place, ...]
    x: float
    width: float
    height: float
    padding: float
    rules: tuple[float, float]
    colours: tuple[str, str]
    elements: tuple[Element, ...]
    under: tuple[Place, ...] = ()
    """Where a fine rule stands below: the groups of columns."""

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the rules and the cells."""
        x = left + self.x
        pen.rule(x, top, self.width, self.rules[0], self.colours[0])
        pen.rule(x, top + self.height, self.width, self.rules[1], self.colours[1])
        for place in self.under:
            pen.rule(left + place.x, top + self.height, place.width, self.rules[0] / 2, self.colours[0])
        for lines, place, element in zip(self.cells, self.places, self.elements, strict=True):
            pen.element = element
            y = top + self.padding
            for line in lines:
                draw_line(pen, line, place.style, left + place.x, y, place.width)
                y += place.style.leading


def table_strips(
    setter: Typesetter, table: Table, x: float, width: float, room: float, title: str, around: Element
) -> list[Strip]:
    """Return caption (the title given), unit, head, rows, notes and source; `room` is the height of a page.

    They become elements in the one around.
    """
    whole = around.add("Table" if table.columns else "Div")
    top = _caption(setter, table, x, width, title, whole.add("Caption"))
    body = _Grid(setter, table, x, width, room).strips(whole) if table.columns else []
    foot = _below(setter, table, x, width, around)
    strips = kept(top) + (kept(body) if foot else body) + together(foot)
    height = sum(strip.height for strip in strips)
    return together(strips) if height < room * _WHOLE else strips


def _caption(setter: Typesetter, table: Table, x: float, width: float, title: str, caption: Element) -> list[Strip]:
    style = setter.style("caption")
    lines = setter.plain(title, style, width)
    strips = text_strips(lines, style, x, width, keep=True, element=caption.add("P"))
    if table.unit:
        unit = setter.style("subtitle")._replace(align="right")
        lines = setter.plain(table.unit, unit, width)
        strips += text_strips(lines, unit, x, width, keep=True, element=caption.add("P"))
    return strips


def _below(setter: Typesetter, table: Table, x: float, width: float, around: Element) -> list[Strip]:
    style = setter.style("source")
    strips = [Strip(4, Nothing(), keep=True)]
    for note in table.notes:
        tight = style._replace(after=0)
        strips += text_strips(setter.plain(note, tight, width), tight, x, width, element=around.add("P"))
    if table.source:
        strips += text_strips(setter.plain(table.source, style, width), style, x, width, element=around.add("P"))
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
        self.columns = TableColumns(setter, table, x, width)

    def strips(self, whole: Element) -> list[Strip]:
        """Return the head and every row; they become elements in the table."""
        look, accent = self.setter.look.table, self.setter.colour("text")
        count = len(self.table.columns)
        top, rest = (whole.add("THead"), whole.add("TBody")) if self.table.rows else (whole, whole)
        kinds = ("TH", *("TD",) * (count - 1)) if count > 1 else ("TD",)
        head = self._heads(top)
        repeated: tuple[Strip, ...] = ()
        if sum(strip.height for strip in head) < self.room / 3:
            head = kept(together(head))
            repeated = tuple(_again(strip) for strip in head)
        opening = (*repeated, Strip(look.padding, Nothing())) if repeated else ()
        rows: list[Strip] = []
        last = len(self.table.rows) - 1
        totals = last + 1 - self.table.total_rows
        fine = self.setter.colour("line")
        for number, cells in enumerate(self.table.rows):
            above = look.foot_rule if number == totals and number else 0.0
            end = number == last
            made = self._row(
                [self._cell(cells, at, number >= totals) for at in range(count)],
                self.columns.places,
                (above, look.foot_rule if end else 0.0 if number + 1 == totals else look.hairline),
                (accent, accent if end else fine),
                table_row(rest, kinds, ROW_HEAD),
            )
            if number in (0, last - 1) or (number >= totals - 1 and not end):
                made = kept(made)
            rows += [strip._replace(head=opening if part else repeated) for part, strip in enumerate(made)]
        return head + rows

    def _heads(self, top: Element) -> list[Strip]:
        """Return the row of heads, under that of the groups if there are any."""
        rule, accent = self.setter.look.table.head_rule, self.setter.colour("text")
        places = self.columns.head_places
        titles = [self._head(at) for at in range(len(places))]
        if not any(column.group for column in self.table.columns):
            elements = table_row(top, ("TH",) * len(places), COLUMN_HEAD)
            return self._row(titles, places, (rule, rule), (accent, accent), elements)
        upper, lower = top.add("TR"), top.add("TR")
        over: list[tuple[str, Place, Element]] = []
        below: list[Element] = []
        for title, first, count in self.table.heads():
            if not title:  # it stands beside the titles of the columns, but is read with the groups
                below.append(upper.add("TH", column_head(rows=2)))
                continue
            last = places[first + count - 1]
            wide = last.x + last.width - places[first].x
            centred = places[first].style._replace(align="center")
            over.append((title, Place(places[first].x, wide, centred), upper.add("TH", column_head(columns=count))))
            below += [lower.add("TH", COLUMN_HEAD) for _ in range(count)]
        groups = tuple(place for _, place, _ in over)
        lines = [self.setter.plain(title, place.style, place.width) for title, place, _ in over]
        above = self._row(lines, groups, (rule, 0.0), (accent, accent), tuple(element for *_, element in over))
        above[-1] = above[-1]._replace(what=cast("TableRow", above[-1].what)._replace(under=groups))
        return above + self._row(titles, places, (0.0, rule), (accent, accent), tuple(below))

    def _head(self, at: int) -> list[Line]:
        place = self.columns.head_places[at]
        return self.setter.plain(self.table.columns[at].title, place.style, place.width)

    def _cell(self, row: Sequence[Cell], at: int, total: bool) -> list[Line]:
        if at >= len(row):
            return []
        cell, place = row[at], self.columns.places[at]
        bold = cell.bold or total
        if self.table.columns[at].kind in NUMBERS:
            span = self.columns.spans[bold]
            text = cell.text.translate(span.face.signs)
            line = Line([(span, text)] if text else [], self.setter.measure(span, text, cell.origin))
            if line.width <= place.width + 0.01:
                line.width += self.columns.lack(cell, at) if cell.value is not None else 0.0
                return [line]
        run = Run(cell.text, bold=bold, origin=cell.origin, language=cell.language)
        return self.setter.lines((run,), self.columns.style, place.width)

    def _row(
        self,
        cells: Sequence[list[Line]],
        places: tuple[Place, ...],
        rules: tuple[float, float],
        colours: tuple[str, str],
        elements: tuple[Element, ...],
    ) -> list[Strip]:
        """Return one row, parted where it is taller than half a page; rules and colours above and below it."""
        padding = self.setter.look.table.padding
        count = max((len(lines) for lines in cells), default=1) or 1
        leading = places[0].style.leading
        most = count if count * leading < self.room * 0.5 else _PART
        strips = []
        for start in range(0, count, most):
            end = min(start + most, count)
            above, below = (padding if start == 0 else 0.0), (padding if end == count else 0.0)
            height = above + (end - start) * leading + below
            part = TableRow(
                tuple(cells) if most == count else tuple(lines[start:end] for lines in cells),
                places,
                self.x,
                self.width,
                height,
                above,
                (rules[0] if start == 0 else 0.0, rules[1] if end == count else 0.0),
                colours,
                elements,
            )
            strips.append(Strip(height, part))
        return strips


def _again(strip: Strip) -> Strip:
    """Return a row of the head as it is repeated: seen, but not read again."""
    head = strip.what
    assert isinstance(head, TableRow)  # noqa: S101
    return strip._replace(what=head._replace(elements=(ARTIFACT,) * len(head.elements)))
