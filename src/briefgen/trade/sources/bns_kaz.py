"""The Kazakh office's trade by country: turnover, exports and imports, each with its share, one sheet a year."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from briefgen.findings import FindingsError, error
from briefgen.trade.flows import NIL, TOTAL, Published, Row
from briefgen.trade.sources import printed
from briefgen.trade.sources.amounts import Amount, text_of
from briefgen.trade.sources.periods import named_period
from briefgen.trade.sources.printed import Printed, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.trade.flows import FlowName
    from briefgen.trade.sources.noted import Noted
    from briefgen.trade.sources.sheets import Sheet

REPORTER = "KAZ"
_TITLE = "внешней торговли республики казахстан"
_PUBLISHED = re.compile(r"дата опубликования:?\s*(\d{2})\.(\d{2})\.(\d{4})")


class _Columns(NamedTuple):
    """Columns of the values and of the shares: turnover (None), exports, imports."""

    header: int
    values: dict[FlowName | None, int]
    shares: dict[FlowName | None, int]


def recognises(sheets: Sequence[Sheet]) -> bool:
    """Say whether one of the sheets is such a table."""
    return any(_TITLE in printed.title(sheet) and _columns(sheet) is not None for sheet in sheets)


def _columns(sheet: Sheet) -> _Columns | None:
    """Return the columns of a header of two rows, the upper one merged over value and share; None if there is none."""
    for number, row in enumerate(sheet.rows[: printed.TITLE_ROWS]):
        upper = [words(cell).lower() for cell in row]
        if not {"товарооборот", "экспорт", "импорт"} <= set(upper) or number + 1 >= len(sheet.rows):
            continue
        lower = [words(cell).lower() for cell in sheet.rows[number + 1]]
        values: dict[FlowName | None, int] = {}
        shares: dict[FlowName | None, int] = {}
        over = ""
        for column, below in enumerate(lower):
            over = upper[column] if column < len(upper) and upper[column] else over
            if over not in ("товарооборот", "экспорт", "импорт"):
                continue
            flow = printed.flow_in(over)
            if below.startswith("всего"):
                values.setdefault(flow, column)
            elif "удельный вес" in below:
                shares.setdefault(flow, column)
        if {"export", "import"} <= set(values):
            return _Columns(number + 1, values, shares)
    return None


def read(sheets: Sequence[Sheet], noted: Noted) -> Printed:
    """Return the rows of every year's sheet; raise FindingsError if one does not say its period or its unit."""
    made = Printed(reporter=REPORTER)
    for sheet in sheets:
        cover = _PUBLISHED.search(printed.title(sheet, len(sheet.rows)))
        if cover and made.edition is None:
            made.edition = f"{cover[3]}-{cover[2]}-{cover[1]}"
        columns = _columns(sheet)
        if columns is not None:
            _read(sheet, columns, made, noted)
    return made


def _read(sheet: Sheet, columns: _Columns, made: Printed, noted: Noted) -> None:
    above = [words(cell) for row in sheet.rows[: columns.header - 1] for cell in row if words(cell)]
    period = next((found for text in above if (found := named_period(text))), None)
    unit = printed.find_unit(sheet)
    if period is None or unit is None:
        what = "its period" if period is None else "its unit"
        raise FindingsError(error("B165", f"the sheet does not say {what}", place=sheet.place(0, 0)))
    made.power, made.currency = unit
    made.sheets.append(sheet.name)
    seen: dict[str, int] = {}
    for number in range(columns.header + 1, len(sheet.rows)):
        cells = sheet.rows[number]
        label = words(cells[0]) if cells else ""
        if not label or not any(words(cell) for cell in cells[1:]):
            continue
        area = printed.area_of([cells[0]])
        if area is None:
            noted.note("area", number + 1, label[:40], sheet.place(number, 0))
            continue
        if area in seen:
            noted.note("merged", number + 1, label[:40], sheet.place(number, 0))
        seen.setdefault(area, number)
        _row(sheet, number, columns, area, period, made, noted)


def _row(sheet: Sheet, number: int, columns: _Columns, area: str, period: str, made: Printed, noted: Noted) -> None:
    read: dict[FlowName | None, Amount | None] = {
        flow: printed.value(sheet, number, column, made.power, noted) for flow, column in columns.values.items()
    }
    turnover, out, into = (_milli(read.get(flow)) for flow in (None, "export", "import"))
    pairs: tuple[tuple[FlowName, int | None, int | None], ...] = (("export", out, into), ("import", into, out))
    for flow, milli, other in pairs:
        if read[flow] is None:
            continue
        nil = milli is None and turnover is not None and turnover == other
        mark = NIL if nil else (read[flow] or Amount(None)).mark
        made.rows.append(Row(REPORTER, area, flow, period, TOTAL, 0 if nil else milli, mark, number + 1))
    if turnover is not None:
        place = sheet.place(number, columns.values[None])
        decimals = max(_decimals(sheet, number, column) for column in columns.values.values())
        value = Fraction(turnover)
        made.published.append(Published("turnover", REPORTER, area, None, period, TOTAL, value, decimals, place))
        slack = sum(_last_digit(sheet, number, column, made.power) for column in columns.values.values())
        off = abs(turnover - (out or 0) - (into or 0))
        if (out is not None or into is not None) and off > slack:
            noted.note("turnover", number + 1, f"{words(sheet.rows[number][0])[:40]} {period}", place)
    for over, column in columns.shares.items():
        cells = sheet.rows[number]
        ratio = printed.ratio(cells[column]) if column < len(cells) else None
        if ratio is not None:
            place = sheet.place(number, column)
            made.published.append(Published("share", REPORTER, area, over, period, TOTAL, *ratio, place))


def _milli(read: Amount | None) -> int | None:
    return None if read is None else read.milli


def _last_digit(sheet: Sheet, number: int, column: int, power: int) -> int:
    """Return a unit of the last printed digit of a cell, in thousandths: what rounding or cutting may have taken."""
    cells = sheet.rows[number]
    if column >= len(cells) or not words(cells[column]):
        return 0
    places = 3 + power - _decimals(sheet, number, column)
    return int("1" + "0" * places) if places > 0 else 1


def _decimals(sheet: Sheet, number: int, column: int) -> int:
    cells = sheet.rows[number]
    text = text_of(cells[column]) if column < len(cells) else ""
    return len(text.partition(".")[2])
