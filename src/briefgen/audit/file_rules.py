"""Rules on the file: its parts, text that is no formula, its dates, the limits of Excel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.audit.breach import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.audit.book import Book

_ACTIVE = re.compile(r"[=+@\-][^\s\-].*", re.DOTALL)
_NUMBER = re.compile(r"[+\-]\d+(?:[.,]\d+)?")
_FIXED = (1 << 5 | 1) << 16
"""1 January 1980, midnight, as a zip file writes it."""

_LONGEST_TEXT, _LONGEST_FORMULA, _MOST_STYLES = 32_767, 8_192, 64_000


def whole(book: Book) -> Iterator[Breach]:
    """X01: what the parts of the file name is there."""
    for told in book.broken_relations:
        yield Breach(told)


def quoted(book: Book) -> Iterator[Breach]:
    """X02: text that looks like a formula stays text when somebody edits it."""
    for sheet in book.sheets:
        for cell in sheet.cells.values():
            text = cell.text
            if cell.formula is not None or not text or text[0] not in "=+-@" or book.styles[cell.style].quote:
                continue
            if _ACTIVE.fullmatch(text) and not _NUMBER.fullmatch(text):
                yield Breach("a text begins like a formula and is not marked as text", sheet.name, cell.name)


def fixed(book: Book) -> Iterator[Breach]:
    """X03: the parts of the file carry no time of day."""
    if book.dates - {_FIXED, 0}:
        yield Breach("the parts of the file carry the time at which it was written")


def limits(book: Book) -> Iterator[Breach]:
    """X04: nothing is longer than Excel keeps."""
    for sheet in book.sheets:
        for cell in sheet.cells.values():
            units = (
                len(cell.text) + sum(sign > "\uffff" for sign in cell.text) if len(cell.text) * 2 > _LONGEST_TEXT else 0
            )
            if units > _LONGEST_TEXT:
                yield Breach(f"a text has {units} characters, Excel keeps {_LONGEST_TEXT}", sheet.name, cell.name)
            if cell.formula and len(cell.formula) > _LONGEST_FORMULA:
                yield Breach(
                    f"a formula has {len(cell.formula)} characters, Excel takes {_LONGEST_FORMULA}",
                    sheet.name,
                    cell.name,
                )
        rows, columns = sheet.last
        if rows > 1_048_576 or columns > 16_384:
            yield Breach(f"the sheet has {rows} rows and {columns} columns", sheet.name)
    if len(book.styles) > _MOST_STYLES:
        yield Breach(f"the workbook has {len(book.styles)} cell styles, Excel takes {_MOST_STYLES}")
