"""The Russian customs service's trade by commodity group: two periods and the index ("темп роста") between them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from briefgen.findings import FindingsError, error
from briefgen.trade.flows import TOTAL, WORLD, FlowName, Published, Row
from briefgen.trade.sources import printed
from briefgen.trade.sources.periods import named_period
from briefgen.trade.sources.printed import Printed, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.trade.sources.noted import Noted
    from briefgen.trade.sources.sheets import Sheet

REPORTER = "RUS"
_TITLES = ("внешняя торговля российской федерации", "экспорт и импорт товаров российской федерации")
_RANGE = r"\d{2}(?:-\d{2})?"
_CODE = re.compile(rf"({_RANGE}(?:, ?{_RANGE})*|\d{{4}}(?:\d{{2}}){{0,3}})\s*-\s*\D")


class _Column(NamedTuple):
    """A column of values of a flow (None: turnover) in a period, or of indices if `period` is None."""

    column: int
    flow: FlowName | None
    period: str | None


def recognises(sheets: Sequence[Sheet]) -> bool:
    """Say whether one of the sheets is such a table."""
    return any(_is_table(sheet) for sheet in sheets)


def _is_table(sheet: Sheet) -> bool:
    above = printed.title(sheet)
    return any(name in above for name in _TITLES) and _header(sheet) is not None


def _header(sheet: Sheet) -> tuple[int, list[_Column]] | None:
    """Return the last row of the header and its columns; periods stand over flows, or flows over periods."""
    for number, row in enumerate(sheet.rows[: printed.TITLE_ROWS - 1]):
        upper, over = [], ""
        for cell in row:
            over = words(cell) or over
            upper.append(over)
        lower = [words(cell) for cell in sheet.rows[number + 1]] if number + 1 < len(sheet.rows) else []
        columns = []
        for column in range(1, len(lower)):
            both = f"{upper[column] if column < len(upper) else ''} {lower[column]}"
            flow = printed.flow_in(both)
            if not lower[column] or (flow is None and "оборот" not in both.lower()):
                continue
            period = None if "темп" in both.lower() else named_period(both)
            if period is not None or "темп" in both.lower():
                columns.append(_Column(column, flow, period))
        if sum(column.period is not None for column in columns) >= 2:
            return number + 1, columns
    return None


def read(sheets: Sequence[Sheet], noted: Noted) -> Printed:
    """Return the rows of every table; raise FindingsError if one does not say its unit."""
    made = Printed(reporter=REPORTER, classification="HS")
    for sheet in sheets:
        if _is_table(sheet):
            _read(sheet, made, noted)
    return made


def _read(sheet: Sheet, made: Printed, noted: Noted) -> None:
    header = _header(sheet)
    unit = printed.find_unit(sheet)
    if header is None or unit is None:
        raise FindingsError(error("B165", "the table does not say its unit", place=sheet.place(0, 0)))
    made.power, made.currency = unit
    made.sheets.append(sheet.name)
    at, columns = header
    periods = sorted({column.period for column in columns if column.period})
    for number in range(at + 1, len(sheet.rows)):
        cells = sheet.rows[number]
        label = words(cells[0]) if cells else ""
        if not any(words(cell) for cell in cells[1:]):
            continue
        commodity = _commodity(label)
        if commodity is None:
            noted.note("commodity", number + 1, label[:40] or "nothing", sheet.place(number, 0))
            continue
        for column in columns:
            if column.period is None:
                ratio = printed.ratio(cells[column.column]) if column.column < len(cells) else None
                if ratio is not None and len(periods) >= 2:
                    place = sheet.place(number, column.column)
                    made.published.append(
                        Published(
                            "index", REPORTER, WORLD, column.flow, periods[-1], commodity, *ratio, place, periods[-2]
                        )
                    )
                continue
            value = printed.value(sheet, number, column.column, made.power, noted)
            if value is None:
                continue
            if column.flow is not None:
                made.rows.append(
                    Row(REPORTER, WORLD, column.flow, column.period, commodity, value.milli, value.mark, number + 1)
                )
            elif value.milli is not None:
                made.published.append(_turnover(sheet, number, column, commodity, value.milli))


def _turnover(sheet: Sheet, number: int, column: _Column, commodity: str, milli: int) -> Published:
    ratio = printed.ratio(sheet.rows[number][column.column])
    decimals = ratio[1] if ratio else 0
    place = sheet.place(number, column.column)
    period = column.period or ""
    return Published("turnover", REPORTER, WORLD, None, period, commodity, Fraction(milli), decimals, place)


def _commodity(label: str) -> str | None:
    """Return TOTAL, a code, or ranges of chapters such as `01-24` and `68-70,84-97`, by the beginning of a label."""
    if label.lower().startswith("всего"):
        return TOTAL
    match = _CODE.match(label)
    return match[1].replace(" ", "") if match else None
