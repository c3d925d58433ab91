"""Rules on the columns of tables: units, numbers as numbers, formats, alignment, widths, codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.audit.breach import Breach
from briefgen.audit.columns import looks_like_number
from briefgen.audit.words import labels, only_shorthand, says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.audit.book import Book, Cell
    from briefgen.audit.columns import Column

_UNIT_IN_HEAD = re.compile(r"\([^)]+\)|\[[^\]]+\]")
_DIGITS = re.compile(r"\d+")
_DATE = re.compile(r"(?:(?:0?[1-9]|1[0-2])[./])?[12]\d{3}")  # as far as it is known, in a column of dates
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')
_PADDING = 0.5
_THOUSAND = 1000


def _head(column: Column) -> str:
    return column.head if len(column.head) <= 40 else f"{column.head[:40]}…"


def units(book: Book) -> Iterator[Breach]:
    """T09: the unit of each column of numbers is told."""
    for column in book.columns:
        if column.holds != "number" or says(column.head, "bare"):
            continue
        if _UNIT_IN_HEAD.search(column.head) or says(column.head, "units"):
            continue
        if any(labels(line, "unit") or _names_unit(line) for line in column.sheet.lines[1:]):
            continue
        yield Breach(f"nothing tells the unit of the column `{_head(column)}`", column.sheet.name, _first(column))


def _names_unit(line: str) -> bool:
    return bool(says(line, "units") and len(line) < 120)


def mixed(book: Book) -> Iterator[Breach]:
    """T11: a column of numbers holds numbers and shorthand, and no number is stored as text."""
    for column in book.columns:
        if column.is_numeric:
            for cell in column.words:
                what = "a number is stored as text" if looks_like_number(cell.text) else "a text stands among numbers"
                yield Breach(f"{what} in the column `{_head(column)}`", column.sheet.name, cell.name)
        elif column.holds == "text":
            stored = [
                cell
                for cell in column.words
                if looks_like_number(cell.text) and not _DATE.fullmatch(cell.text) and not _meant(cell, column)
            ]
            if len(stored) > 1 and len(stored) * 2 > len(column.words):
                for cell in stored:
                    yield Breach(
                        f"a number is stored as text in the column `{_head(column)}`", column.sheet.name, cell.name
                    )


def _meant(cell: Cell, column: Column) -> bool:
    """Say whether the digits of a cell are marked as text on purpose."""
    if column.styles[cell.style].code == "@" or column.is_count:
        return True
    return any(place.holds(cell.row, cell.column) for place in column.sheet.text_numbers)


def formats(book: Book) -> Iterator[Breach]:
    """T14: a column of numbers has one number format, and says which."""
    for column in book.columns:
        if not column.is_numeric:
            continue
        codes = dict.fromkeys(column.styles[cell.style].code for cell in column.numbers)
        if len(codes) > 1:
            yield Breach(
                f"the column `{_head(column)}` has {len(codes)} number formats: {', '.join(list(codes)[:3])}",
                column.sheet.name,
                _first(column),
            )
        elif "General" in codes:
            yield Breach(f"the column `{_head(column)}` has no number format", column.sheet.name, _first(column))


def thousands(book: Book) -> Iterator[Breach]:
    """T15: thousands are set apart in large numbers, and not in years."""
    for column in book.columns:
        grouped = {"#,#" in column.styles[cell.style].code.split(";")[0] for cell in column.numbers}
        if column.holds == "year" and True in grouped:
            yield Breach(
                f"years in the column `{_head(column)}` are printed with a thousands mark",
                column.sheet.name,
                _first(column),
            )
        elif column.holds == "number" and False in grouped:
            large = [
                cell
                for cell in column.numbers
                if isinstance(cell.value, float) and abs(cell.value) >= _THOUSAND and not _is_percent(cell, column)
            ]
            if large:
                yield Breach(
                    f"large numbers in the column `{_head(column)}` are printed without a thousands mark",
                    column.sheet.name,
                    large[0].name,
                )


def _is_percent(cell: Cell, column: Column) -> bool:
    code = column.styles[cell.style].code
    return "%" in code or "E" in code


def sides(book: Book) -> Iterator[Breach]:
    """T16: numbers and their shorthand stand at the right, words at the left."""
    for column in book.columns:
        numeric = column.is_numeric
        for cell in column.cells:
            side = column.styles[cell.style].side
            if numeric and (side not in ("right", "general") or (side == "general" and cell.text)):
                yield Breach(
                    f"a value of the column `{_head(column)}` does not stand at the right", column.sheet.name, cell.name
                )
                break
            words = cell.text and not numeric and not only_shorthand(cell.text)
            if words and side not in ("left", "general", "justify", "fill"):
                yield Breach(
                    f"a text of the column `{_head(column)}` does not stand at the left", column.sheet.name, cell.name
                )
                break


def widths(book: Book) -> Iterator[Breach]:
    """T17: columns are wide enough for their numbers."""
    for column in book.columns:
        room = column.sheet.width(column.number)
        for cell in column.numbers:
            style = column.styles[cell.style]
            if isinstance(cell.value, float) and style.code not in ("General", "@"):
                needed = printed_width(cell.value, style.code, is_date=style.is_date) * style.font.size / _base(book)
                if needed > room - _PADDING:
                    yield Breach(
                        f"a number of the column `{_head(column)}` needs more than {room:g} digits of room",
                        column.sheet.name,
                        cell.name,
                    )
                    break


def _base(book: Book) -> float:
    """Return the size of the letters that widths of columns are measured in."""
    return book.styles[0].font.size or 11.0


def printed_width(value: float, code: str, *, is_date: bool = False) -> float:
    """Return how wide a number is in its format, in digits."""
    sections = code.split(";")
    section = sections[1] if value < 0 and len(sections) > 1 else sections[0]
    if value == 0 and len(sections) > 2:
        section = sections[2]
    literals = "".join((match[1] or match[2] or "") for match in _LITERAL.finditer(section))
    plain = _LITERAL.sub("", section)
    if is_date:
        return float(len(plain))
    if "E" in plain or not any(sign in plain for sign in "0#?"):
        return float(len(plain) + len(literals))
    decimals = sum(sign in "0#?" for sign in plain.partition(".")[2])
    shown = 100 * value if "%" in plain else value
    shown /= _THOUSAND ** len(plain.rstrip(" %)-")) if not plain.strip(",") else 1
    text = f"{abs(shown):,.{decimals}f}" if "," in plain else f"{abs(shown):.{decimals}f}"
    marks = sum(sign in ",." for sign in text)
    sign = 0.6 if value < 0 else 0.0
    return len(text) - marks * 0.5 + sign + ("%" in plain) * 1.6 + len(literals)


def wraps(book: Book) -> Iterator[Breach]:
    """T18: a text of a table that is longer than its column is wide is wrapped."""
    for column in book.columns:
        room = column.sheet.width(column.number) * 1.25
        for cell in column.words:
            if len(cell.text) > room and not column.styles[cell.style].wrap:
                yield Breach(
                    f"a text of the column `{_head(column)}` is cut off at the edge of its cell",
                    column.sheet.name,
                    cell.name,
                )
                break
        head = column.sheet.cells.get((column.table.area.top, column.number))
        if head is not None and len(head.text) > room and not column.styles[head.style].wrap:
            yield Breach("the head of a column is cut off at the edge of its cell", column.sheet.name, head.name)


def codes(book: Book) -> Iterator[Breach]:
    """T20: codes of goods are text with whole pairs of digits, so that no leading zero is lost."""
    for column in book.columns:
        if column.holds != "code":
            continue
        for cell in column.cells:
            if cell.kind == "number":
                yield Breach(
                    f"a code in the column `{_head(column)}` is a number, not text", column.sheet.name, cell.name
                )
            elif cell.text and not only_shorthand(cell.text):
                odd = [one for one in _DIGITS.findall(cell.text) if len(one) % 2 and says(column.head, "goods_code")]
                if odd:
                    yield Breach(
                        f"the code `{odd[0]}` in the column `{_head(column)}` has an odd number of digits",
                        column.sheet.name,
                        cell.name,
                    )


def _first(column: Column) -> str | None:
    return column.cells[0].name if column.cells else None
