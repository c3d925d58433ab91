"""ITC Trade Map: lists of partners, of products or of countries, and the bilateral sheet; a column for each period."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefgen.findings import FindingsError, Place, error, warning
from briefgen.trade.flows import TOTAL, WORLD, FlowName, Row
from briefgen.trade.nomenclatures import country
from briefgen.trade.sources import printed
from briefgen.trade.sources.commodities import commodity_of
from briefgen.trade.sources.periods import period_of
from briefgen.trade.sources.printed import Printed, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.trade.sources.noted import Noted
    from briefgen.trade.sources.sheets import Sheet

_VALUE = re.compile(r"(?:(exported|imported) )?value in (\d{4}(?:-(?:M\d{2}|Q[1-4]|\d{2}))?)", re.IGNORECASE)
_SIDE = re.compile(r"(?:exported|imported) by (?:the )?(.+?)(?: *(?:in \d{4}|, .*unit|product *:.*|unit *:.*))?$", re.I)
_BILATERAL = re.compile(r"(.+?)['’]s? (exports to|imports from) (.+)", re.IGNORECASE)
_PRODUCT = re.compile(r"product *: *['’]?(TOTAL|\d{2,10})\b", re.IGNORECASE)
_LABELS = {"importers": "area", "exporters": "area", "code": "code", "product code": "code", "product label": "name"}
_HEADER_ROWS = 40


class _Column(NamedTuple):
    """A column of values: flow and period, and the two sides of a bilateral sheet (None: as the rows say)."""

    column: int
    flow: FlowName
    period: str
    sides: tuple[str, str] | None


class _Header(NamedTuple):
    row: int
    label: int
    holds: Literal["area", "code"]
    word: str
    columns: list[_Column]


def recognises(sheets: Sequence[Sheet]) -> bool:
    """Say whether one of the sheets is such a table."""
    return any(_header(sheet) is not None for sheet in sheets)


def _header(sheet: Sheet) -> _Header | None:
    for number, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        texts = [words(cell) for cell in row]
        label = next((at for at, text in enumerate(texts) if text.lower() in _LABELS), None)
        if label is None:
            continue
        below = [words(cell) for cell in sheet.rows[number + 1]] if number + 1 < len(sheet.rows) else []
        for at, lower in ((number, None), (number + 1, below)):
            columns = list(_columns(texts, lower))
            if columns:
                word = texts[label].lower()
                return _Header(at, label, "area" if _LABELS[word] == "area" else "code", word, columns)
    return None


def _columns(upper: Sequence[str], lower: Sequence[str] | None) -> list[_Column]:
    """Return the columns of values: from one row, or from two where the upper one names the sides."""
    found: list[_Column] = []
    over = ""
    for column, text in enumerate(upper if lower is None else lower):
        over = (upper[column] if column < len(upper) else "") or over
        match = _VALUE.search(text)
        sides = _BILATERAL.search(over) if lower is not None else None
        period = period_of(match[2]) if match else None
        if match is None or period is None or "growth" in text.lower() or "share" in text.lower():
            continue
        if match[1]:
            found.append(_Column(column, "export" if match[1].lower() == "exported" else "import", period, None))
        elif sides:
            one, other = country(sides[1]), country(re.split(r" *(?:,|unit)", sides[3])[0])
            if one and other:
                flow: FlowName = "export" if sides[2].lower() == "exports to" else "import"
                found.append(_Column(column, flow, period, (one, other)))
    return found


def read(sheets: Sequence[Sheet], noted: Noted, reporter: str | None) -> Printed:
    """Return the rows; raise FindingsError if the file does not name the reporting country and `reporter` is None."""
    made = Printed(classification="HS")
    for sheet in sheets:
        header = _header(sheet)
        if header is not None:
            _read(sheet, header, made, noted, reporter)
    return made


def _read(sheet: Sheet, header: _Header, made: Printed, noted: Noted, reporter: str | None) -> None:
    above = [words(cell) for row in sheet.rows[: header.row] for cell in row if words(cell)]
    unit = next(
        (found for text in [*above, *map(words, sheet.rows[header.row])] if (found := printed.unit_of(text))), None
    )
    if unit is None:
        why = "thousands of US dollars are taken, in which Trade Map gives every list unless asked otherwise"
        noted.add(warning("B165", "the file does not say its unit", why=why, place=Place(sheet.file, 1)))
    made.power, made.currency = unit or (3, "USD")
    made.sheets.append(sheet.name)
    side = reporter or next((named for text in above if (named := _side(text))), None)
    product = next((match[1] for text in above if (match := _PRODUCT.search(text))), TOTAL)
    code = commodity_of(product)
    commodity = code[0] if code else TOTAL
    if side is None and _needs_side(header):
        mend = "name it: `--reporter KGZ` on the command line, or `reporter=` in Python"
        why = "a list of partners or of products names the country that reports in its title, which is missing here"
        raise FindingsError(
            error("B167", "the file does not say whose trade it is", why=why, help=mend, place=Place(sheet.file, 1))
        )
    made.reporter = side if _needs_side(header) else None
    for number in range(header.row + 1, len(sheet.rows)):
        cells = sheet.rows[number]
        label = words(cells[header.label]) if header.label < len(cells) else ""
        if label:
            _row(sheet, number, header, (label, commodity, side), made, noted)


def _needs_side(header: _Header) -> bool:
    """Say whether the reporting country stands in the title only: not where rows or columns name it."""
    return any(column.sides is None and not _is_own(header, column) for column in header.columns)


def _is_own(header: _Header, column: _Column) -> bool:
    """Say whether the rows themselves report: importers with what they import, exporters with what they export."""
    return (header.word, column.flow) in (("importers", "import"), ("exporters", "export"))


def _row(
    sheet: Sheet,
    number: int,
    header: _Header,
    told: tuple[str, str, str | None],
    made: Printed,
    noted: Noted,
) -> None:
    label, commodity, side = told
    area = WORLD
    if header.holds == "area":
        found = country(label)
        if found is None:
            noted.note("area", number + 1, label[:40])
            return
        area = found
    else:
        read = commodity_of(label)
        if read is None:
            noted.note("commodity", number + 1, label[:40])
            return
        commodity = read[0]
        if read[1]:
            noted.note("zeros", number + 1)
    for column in header.columns:
        value = printed.value(sheet, number, column.column, made.power, noted, comma_is_decimal=False)
        if value is None:
            continue
        if column.sides is not None:
            one, other = column.sides
        elif _is_own(header, column):
            one, other = area, WORLD
        else:
            one, other = side or "", area
        made.rows.append(Row(one, other, column.flow, column.period, commodity, value.milli, value.mark, number + 1))


def _side(text: str) -> str | None:
    for line in re.split(r"\n| {2,}|(?=product *:)|(?=unit *:)", text, flags=re.IGNORECASE):
        match = _SIDE.search(line.strip())
        found = country(match[1].strip()) if match else None
        if found:
            return found
    return None
