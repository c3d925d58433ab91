"""Rules on the workbook as a whole: its sheets, their order and names, properties, defined names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.audit.book import sheet_of
from briefgen.audit.breach import Breach
from briefgen.audit.references import sheet_and_area
from briefgen.audit.words import says
from briefgen.formulas.references import references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.audit.book import Book

_SHEET_NAME = re.compile(r"[^\W\d_]\w{0,30}")
_LONGEST_SHEET_NAME = 31
_ACTIVE = (
    (r"vbaProject\.bin", "macros"),
    (r"externalLinks/externalLink", "links to other workbooks"),
    (r"xl/connections\.xml|queryTables/|xl/model/", "connections to other data"),
    (r"embeddings/", "embedded files"),
    (r"activeX/|ctrlProps/", "form controls"),
)
_FEW_SHEETS = 2
_MARK = re.compile(r"\[(?:([^\W\d_]+)\s+)?(\d{1,3})\]")


def cover(book: Book) -> Iterator[Breach]:
    """W01: the first sheet is a visible cover with a title in A1."""
    first = book.sheets[0]
    if not first.visible:
        yield Breach("the first sheet is hidden", first.name)
    elif not first.text(1, 1).strip():
        yield Breach("the first sheet has no title in A1", first.name, "A1")
    elif first.is_grid:
        yield Breach("the first sheet is a table and no cover", first.name)


def contents(book: Book) -> Iterator[Breach]:
    """W02: a sheet of contents leads to every other sheet."""
    names = set(book.by_name)
    for sheet in book.sheets:
        for link in sheet.links:
            name = sheet_of(link.location) if link.location else None
            if name is not None and name.casefold() not in names:
                yield Breach(f"a link leads to the sheet `{name}`, which is not there", sheet.name, link.cell)
    if len(book.sheets) <= _FEW_SHEETS:
        return
    listing = book.contents
    if listing is None or not book.linked(listing):
        yield Breach(f"no sheet lists the {len(book.sheets)} sheets of the workbook with links to them")
        return
    linked = book.linked(listing) | {listing.name.casefold()}
    missing = [f"`{sheet.name}`" for sheet in book.sheets[1:] if sheet.visible and sheet.name.casefold() not in linked]
    if missing:
        yield Breach(f"the contents do not lead to {_some(missing)}", listing.name)


def notes(book: Book) -> Iterator[Breach]:
    """W03: notes are numbered from 1 on, every mark in the text has its note and every note its mark."""
    defined: dict[int, tuple[str, str]] = {}
    used: dict[int, tuple[str, str]] = {}
    for sheet in book.sheets:
        for cell in sheet.cells.values():
            if "[" not in cell.text:
                continue
            for match in _MARK.finditer(cell.text):
                if match[1] is not None and not says(match[1], "notes"):
                    continue
                begins = not cell.text[: match.start()].strip()
                (defined if begins else used).setdefault(int(match[2]), (sheet.name, cell.name))
                if begins and match[1] is None and not cell.text[match.end() :].strip():
                    used.setdefault(int(match[2]), (sheet.name, cell.name))
    if not defined:
        marks = [number for number in used if _is_worded(book, used[number])]
        for number in marks:
            yield Breach(f"the note {number} is not on any sheet", *used[number])
        return
    for number, place in sorted(used.items()):
        if number not in defined:
            yield Breach(f"the note {number} is not on any sheet", *place)
    for number, place in sorted(defined.items()):
        if number not in used:
            yield Breach(f"no text refers to the note {number}", *place)
    if sorted(defined) != list(range(1, len(defined) + 1)):
        yield Breach("the notes are not numbered 1, 2, 3 and so on", *defined[min(defined)])


def _is_worded(book: Book, place: tuple[str, str]) -> bool:
    """Say whether the marks of a cell are written with a word, as [note 1]: a bare [1] may be anything."""
    sheet = book.by_name[place[0].casefold()]
    texts = (cell.text for cell in sheet.cells.values() if cell.name == place[1])
    return any(match[1] for text in texts for match in _MARK.finditer(text))


def sheet_names(book: Book) -> Iterator[Breach]:
    """W04: names of sheets are unique, short, without spaces and signs."""
    seen: set[str] = set()
    odd = []
    for sheet in book.sheets:
        if sheet.name.casefold() in seen:
            yield Breach(f"two sheets are named `{sheet.name}`", sheet.name)
        elif len(sheet.name) > _LONGEST_SHEET_NAME:
            yield Breach(f"the name of the sheet has {len(sheet.name)} characters", sheet.name)
        elif not _SHEET_NAME.fullmatch(sheet.name):
            odd.append(f"`{sheet.name}`")
        seen.add(sheet.name.casefold())
    if odd:
        yield Breach(f"names of sheets have spaces or signs or begin with a digit: {_some(odd)}")


def hidden(book: Book) -> Iterator[Breach]:
    """W05: nothing is hidden."""
    for sheet in book.sheets:
        if not sheet.visible:
            yield Breach("the sheet is hidden", sheet.name)
        for what in sheet.hidden:
            yield Breach(f"{what} hidden" if "from" in what else f"{what} is hidden", sheet.name)


def blank(book: Book) -> Iterator[Breach]:
    """W06: no sheet is blank."""
    for sheet in book.sheets:
        if not (sheet.cells or sheet.charts or sheet.shapes or sheet.chart_sheet):
            yield Breach("the sheet is blank", sheet.name)


def properties(book: Book) -> Iterator[Breach]:
    """W07: the document properties tell title, author and language."""
    missing = [
        word
        for key, word in (("title", "title"), ("creator", "author"), ("language", "language"))
        if not book.properties.get(key)
    ]
    if missing:
        yield Breach(f"the document properties lack {' and '.join(missing)}")


def opening(book: Book) -> Iterator[Breach]:
    """W08: the workbook opens on its first sheet, every sheet at A1."""
    if book.active != 0:
        name = book.sheets[book.active].name if book.active < len(book.sheets) else str(book.active + 1)
        yield Breach(f"the workbook opens on the sheet `{name}` and not on the first")
    for sheet in book.sheets:
        if sheet.cursor != "A1":
            yield Breach(f"the sheet opens at {sheet.cursor} and not at A1", sheet.name, sheet.cursor)


def active_content(book: Book) -> Iterator[Breach]:
    """W09: nothing in the file runs, or reads from elsewhere."""
    for pattern, what in _ACTIVE:
        if any(re.search(pattern, part) for part in book.parts):
            yield Breach(f"the workbook holds {what}")


def names_resolve(book: Book) -> Iterator[Breach]:
    """W10: every defined name leads somewhere."""
    for name, formula, _ in book.names:
        if "#REF!" in formula:
            yield Breach(f"the name `{name}` leads nowhere: {formula}")
            continue
        for mention in references(formula):
            sheet, external = getattr(mention.what, "sheet", None), getattr(mention.what, "book", None)
            if sheet is not None and not external and sheet.casefold() not in book.by_name:
                yield Breach(f"the name `{name}` leads to the sheet `{sheet}`, which is not there")
                break


def named_series(book: Book) -> Iterator[Breach]:
    """W11: series of numbers have names that formulas and programs can use."""
    wanted = [column for column in book.columns if column.holds == "number"]
    if not wanted:
        return
    areas = [
        found for name, formula, _ in book.names if not name.startswith("_xlnm") and (found := sheet_and_area(formula))
    ]
    for sheet, place in areas:
        for column in wanted:
            if column.sheet.name.casefold() == sheet.casefold() and place.holds(
                column.table.area.top + column.table.header_rows, column.number
            ):
                return
    yield Breach(f"none of the {len(wanted)} columns of numbers has a defined name")


def _some(items: list[str]) -> str:
    return ", ".join(items[:5]) + (f" and {len(items) - 5} more" if len(items) > 5 else "")
