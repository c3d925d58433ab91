"""The Kyrgyz office's tables 4.03.00: labels in three languages, one column a year, unit in the second row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.findings import FindingsError, error
from briefgen.trade.flows import NIL, PROVISIONAL, TOTAL, WORLD, Row
from briefgen.trade.nomenclatures import kind
from briefgen.trade.sources import printed
from briefgen.trade.sources.printed import Printed, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.trade.sources.amounts import Amount
    from briefgen.trade.sources.noted import Noted
    from briefgen.trade.sources.printed import YearColumn
    from briefgen.trade.sources.sheets import Sheet

REPORTER = "KGZ"
_NUMBER = re.compile(r"4\.03\.00\.\d\d")
_UNIT = "миң акш доллар"
_FOOTNOTE = re.compile(r"\s*(\d)\s*$")
_EU_UNSPECIFIED = "NES:492"


def recognises(sheets: Sequence[Sheet]) -> bool:
    """Say whether the first sheet is such a table."""
    return any(_is_table(sheet) for sheet in sheets)


def _is_table(sheet: Sheet) -> bool:
    above = printed.title(sheet)
    return (_NUMBER.search(above) is not None or _UNIT in above) and printed.year_header(sheet) is not None


def read(sheets: Sequence[Sheet], noted: Noted) -> Printed:
    """Return the rows of every table; raise FindingsError if one does not say its flow or its unit."""
    made = Printed(reporter=REPORTER)
    for sheet in sheets:
        if _is_table(sheet):
            _read(sheet, made, noted)
    return made


def _read(sheet: Sheet, made: Printed, noted: Noted) -> None:
    header = printed.year_header(sheet)
    assert header is not None  # noqa: S101 - `_is_table` found it
    at, years = header
    flow = printed.flow_in(" ".join(words(cell) for row in sheet.rows[:at] for cell in row))
    unit = printed.find_unit(sheet)
    if flow is None or unit is None:
        what = "whether it tells exports or imports" if flow is None else "its unit"
        raise FindingsError(error("B165", f"the table does not say {what}", place=sheet.place(0, 0)))
    made.power, made.currency = unit
    made.sheets.append(sheet.name)
    preliminary = _preliminary(sheet, at, years, noted)
    goods = "основных видов товаров" in printed.title(sheet, at + 1)
    labels = years[0].column
    found: dict[tuple[str, str], tuple[int, Amount]] = {}
    named: dict[str, int] = {}
    for number in range(at + 1, len(sheet.rows)):
        cells = sheet.rows[number]
        if not any(words(cell) for cell in cells[years[0].column :]):
            continue  # a blank row or a footnote
        area = _area(cells[:labels], goods, named)
        if area is None:
            label = next((words(cell) for cell in cells[1:labels] if words(cell)), words(cells[0]))
            noted.note("named goods" if goods else "area", number + 1, "" if goods else label[:40])
            continue
        if area in named:
            noted.note("merged", number + 1, words(cells[labels - 1])[:40], sheet.place(number, labels - 1))
        named.setdefault(area, number)
        for column in years:
            read = printed.value(sheet, number, column.column, made.power, noted)
            if read is not None:
                key = (area, column.year)
                found[key] = (number, read) if key not in found else _together(found[key], number, read)
    for (area, year), (number, read) in found.items():
        mark = read.mark or (PROVISIONAL if year in preliminary and read.milli is not None else "")
        made.rows.append(Row(REPORTER, area, flow, year, TOTAL, read.milli, mark, number + 1))


def _area(labels: Sequence[object], goods: bool, named: dict[str, int]) -> str | None:
    """Return the area of a row: Russian and English names first, the Kyrgyz one last."""
    cells = [_FOOTNOTE.sub("", words(cell)) if goods else words(cell) for cell in labels]  # type: ignore[arg-type]
    area = printed.area_of([*cells[1:], *cells[:1]])
    if goods:
        return area if area == WORLD else None
    if area == "G:EU" and any(kind(known) == "country" for known in named):
        return _EU_UNSPECIFIED  # the group stands above the countries; a line among them is trade with no country told
    return area


def _together(first: tuple[int, Amount], number: int, second: Amount) -> tuple[int, Amount]:
    """Add the values of one country under two names; a blank beside a value tells nothing."""
    line, one = first
    if one.milli is None or second.milli is None:
        return (line, one) if second.milli is None else (number, second)
    mark = NIL if one.mark == second.mark == NIL else ""
    return line, one._replace(milli=one.milli + second.milli, mark=mark)


def _preliminary(sheet: Sheet, at: int, years: Sequence[YearColumn], noted: Noted) -> frozenset[str]:
    """Return the years whose footnote says that they are preliminary; every mark glued to a year is told."""
    notes = {
        match[1]
        for row in sheet.rows[at + 1 :]
        for cell in row[:3]
        if (match := re.match(r"\s*(\d)\W*\s*(?:предварит|алдын ала|.?reliminary)", words(cell).lower()))
    }
    for year in years:
        if year.note:
            place = sheet.place(at, year.column)
            noted.note("footnote", at + 1, f"the year {year.year} (`{words(sheet.rows[at][year.column])}`)", place)
    return frozenset(year.year for year in years if year.note.rstrip(")") in notes)
