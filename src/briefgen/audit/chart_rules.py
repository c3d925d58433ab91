"""Rules on charts: told in words, drawn from the cells of a table, readable by all."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from briefgen.audit.breach import Breach
from briefgen.audit.references import sheet_and_area
from briefgen.audit.styles import contrast
from briefgen.audit.words import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.audit.book import Area, Book, Chart, Sheet

_SHORTEST_ALT = 30
_MOST_SLICES = 5
_LEAST_CONTRAST = 3.0
_EXACT = 1e-9


def _charts(book: Book) -> Iterator[tuple[Sheet, Chart]]:
    for sheet in book.sheets:
        for chart in sheet.charts:
            yield sheet, chart


def _named(chart: Chart) -> str:
    return f"the chart `{chart.title or chart.name}`"


def titled(book: Book) -> Iterator[Breach]:
    """C01: charts have a title."""
    for sheet, chart in _charts(book):
        if not chart.title:
            yield Breach(f"{_named(chart)} has no title", sheet.name)


def told(book: Book) -> Iterator[Breach]:
    """C02: charts have alternative text that tells what is seen."""
    for sheet, chart in _charts(book):
        if len(chart.alt) < _SHORTEST_ALT:
            what = f"alternative text of {len(chart.alt)} characters" if chart.alt else "no alternative text"
            yield Breach(f"{_named(chart)} has {what}", sheet.name)


def axes_stated(book: Book) -> Iterator[Breach]:
    """C03: every axis says whether it is shown; it is, unless the values stand on the bars."""
    for sheet, chart in _charts(book):
        shown = [axis for axis in chart.axes if axis.deleted in ("0", "false")]
        if any(axis.deleted is None for axis in chart.axes):
            yield Breach(f"{_named(chart)} does not say whether its axes are shown", sheet.name)
        elif chart.axes and not chart.labelled and not any(axis.value for axis in shown):
            yield Breach(f"{_named(chart)} hides its axis of values and prints no values", sheet.name)


def cached(book: Book) -> Iterator[Breach]:
    """C04: charts carry the numbers and categories they draw."""
    for sheet, chart in _charts(book):
        if any(one.count is None or not one.categories_stored for one in chart.series):
            yield Breach(f"{_named(chart)} does not carry the numbers and names that it draws", sheet.name)


def current(book: Book) -> Iterator[Breach]:
    """C05: the numbers that a chart carries are those of the cells."""
    for _, chart in _charts(book):
        for one in chart.series:
            place = _place(book, one.values)
            if place is None or one.count is None:
                continue
            values = _numbers(*place)
            if values is None:
                continue
            for index, value in enumerate(values):
                kept = one.stored.get(index)
                if (value is None) != (kept is None) or (
                    value is not None and kept is not None and not math.isclose(value, kept, rel_tol=_EXACT)
                ):
                    yield Breach(f"{_named(chart)} carries {kept} where {one.values} holds {value}", place[0].name)
                    break


def measured(book: Book) -> Iterator[Breach]:
    """C06: the axis of values has a number format of its own, and the chart tells the unit."""
    for sheet, chart in _charts(book):
        axes = [axis for axis in chart.axes if axis.value and axis.deleted in ("0", "false", None)]
        if any(axis.code in (None, "General") or axis.linked for axis in axes):
            yield Breach(f"an axis of values of {_named(chart)} has no number format of its own", sheet.name)
        texts = [chart.title, *(axis.title for axis in chart.axes)]
        percent = any("%" in (axis.code or "") for axis in axes)
        if (
            chart.series
            and not percent
            and not any(says(text, "units") or re.search(r"\([^)]+\)", text) for text in texts)
        ):
            yield Breach(f"{_named(chart)} does not tell the unit of its values", sheet.name)


def plain(book: Book) -> Iterator[Breach]:
    """C07: no chart pretends to have depth, no pie has more slices than can be told apart."""
    for sheet, chart in _charts(book):
        if any("3D" in kind for kind in chart.plots):
            yield Breach(f"{_named(chart)} is drawn in three dimensions", sheet.name)
        round_ones = any("pie" in kind.casefold() or "doughnut" in kind.casefold() for kind in chart.plots)
        slices = max((one.points for one in chart.series), default=0)
        if round_ones and slices > _MOST_SLICES:
            yield Breach(f"{_named(chart)} is a pie of {slices} slices", sheet.name)


def coloured(book: Book) -> Iterator[Breach]:
    """C08: series have colours of their own that stand out from white."""
    for sheet, chart in _charts(book):
        pie = any("pie" in kind.casefold() or "doughnut" in kind.casefold() for kind in chart.plots)
        for number, one in enumerate(chart.series, 1):
            if one.colour is None and not pie:
                yield Breach(f"series {number} of {_named(chart)} has no colour of its own", sheet.name)
            elif one.colour is not None and contrast(one.colour) < _LEAST_CONTRAST - 0.05:
                yield Breach(
                    f"series {number} of {_named(chart)} has a contrast of {contrast(one.colour):.1f} to 1 on white",
                    sheet.name,
                )


def clear(book: Book) -> Iterator[Breach]:
    """C09: charts do not lie on tables."""
    for sheet, chart in _charts(book):
        for table in sheet.tables:
            if chart.area is not None and chart.area.meets(table.area):
                yield Breach(f"{_named(chart)} lies on the table `{table.name}`", sheet.name)


def from_tables(book: Book) -> Iterator[Breach]:
    """C10: every number that a chart draws stands in a marked-up table."""
    for sheet, chart in _charts(book):
        for one in chart.series:
            place = _place(book, one.values)
            if place is None or not any(_inside(place[1], table.area) for table in place[0].tables):
                where = one.values or "no cells"
                yield Breach(f"{_named(chart)} draws {where}, which is in no marked-up table", sheet.name)
                break


def _inside(inner: Area, outer: Area) -> bool:
    return outer.holds(inner.top, inner.left) and outer.holds(inner.bottom, inner.right)


def _place(book: Book, reference: str | None) -> tuple[Sheet, Area] | None:
    """Return the sheet and the area that a reference or a defined name leads to."""
    if not reference:
        return None
    found = sheet_and_area(reference)
    if found is None:
        key = reference.rpartition("!")[2].casefold()
        formula = next((text for name, text, _ in book.names if name.casefold() == key), None)
        found = sheet_and_area(formula) if formula else None
    if found is None or found[0].casefold() not in book.by_name:
        return None
    return book.by_name[found[0].casefold()], found[1]


def _numbers(sheet: Sheet, area: Area) -> list[float | None] | None:
    """Return the numbers of one row or column; None for a block of cells or rows that were not read."""
    if not sheet.whole or (area.top != area.bottom and area.left != area.right):
        return None
    cells = [
        sheet.cells.get((row, column))
        for row in range(area.top, min(area.bottom, area.top + 99_999) + 1)
        for column in range(area.left, area.right + 1)
    ]
    return [cell.value if cell and isinstance(cell.value, float) else None for cell in cells]
