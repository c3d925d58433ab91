"""What only the template as a whole tells: blocks that cut merges, tables and arrays; macros; links to other files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.formulas.references import Reference, a1, reference, references
from briefgen.workbook.mistakes import macros, outside
from briefgen.workbook.pieces import ONE_AREA, Mention, mentions, parsed
from briefgen.workbook.sheet import attributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.findings import Finding
    from briefgen.workbook.bands import Band
    from briefgen.workbook.opening import Book
    from briefgen.workbook.reading import Reading, Sheet
    from briefgen.workbook.sheet import Cell

_MERGE = re.compile(r'<mergeCell\b[^>]*?\bref="([^"]*)"')
_UNMERGE = "undo the merge, or let the block take in all of it or none"
_MOVE = "let the block take in only rows of the list, between its headings and its totals"


def checked(file: str, book: Book, reading: Reading) -> Iterator[Finding]:
    """Yield what is wrong, or worth knowing, of the template as a whole."""
    for sheet in reading.sheets:
        if sheet.plan is not None:
            yield from _cuts(book, sheet)
            yield from _dollars(sheet)
            yield from _many(reading, sheet)
    if any(name.endswith("vbaProject.bin") for name in book.parts):
        yield macros(file)
    links = [
        link.target
        for name in book.parts
        if "/externalLinks/" in name and name.endswith(".xml")
        for link in book.links(name).values()
        if link.external
    ]
    if links:
        yield outside(file, ", ".join(dict.fromkeys(link.rpartition("/")[2] for link in links)))


def _cuts(book: Book, sheet: Sheet) -> Iterator[Finding]:
    """Yield blocks that take in parts of what is one."""
    assert sheet.plan is not None  # noqa: S101 - asked before
    for band, rows in _bands(sheet):
        for text in _MERGE.findall(sheet.skeleton):
            if _partly(band, reference(text), rows):
                yield sheet.teller.cuts(band.block.tags[0], text, "merged cells", _UNMERGE)
        for row in sheet.plan.rows.values():
            for cell in row.cells:
                if cell.about.get("t") == "array" and _partly(band, reference(cell.about["ref"]), rows):
                    tag = band.block.tags[0]
                    yield sheet.teller.cuts(tag, cell.about["ref"], "an array formula", "fill each row by itself")
        for name, area in tables(book, sheet):
            first, last = (area.row, area.last_row) if rows else (area.column, area.last_column)
            if band.first <= first and last <= band.last:
                mend = "make it a plain range, or repeat the whole sheet with `{%sheet for … %}`"
                yield sheet.teller.inside(band.block.tags[0], _corners(area), f"the table {name}", mend)
            elif _partly(band, area, rows):
                yield sheet.teller.cuts(band.block.tags[0], _corners(area), f"the table {name}", _MOVE)


def _bands(sheet: Sheet) -> Iterator[tuple[Band, bool]]:
    assert sheet.plan is not None  # noqa: S101 - asked before
    for band in sheet.plan.row_bands:
        yield band, True
    for band in sheet.plan.column_bands:
        yield band, False


def _partly(band: Band, area: Reference, rows: bool) -> bool:
    """Say whether a band takes in a part of an area: one that it covers is copied, one around it is stretched."""
    first, last = (area.row, area.last_row) if rows else (area.column, area.last_column)
    if last < band.first or first > band.last:
        return False
    covers = band.first <= first and last <= band.last
    within = first < band.first and band.last <= last
    return not covers and not within


def _corners(area: Reference) -> str:
    return a1(area)


def tables(book: Book, sheet: Sheet) -> Iterator[tuple[str, Reference]]:
    """Yield the tables of a sheet with their areas."""
    for link in book.links(sheet.tab.part).values():
        if link.type.endswith("/table") and link.target in book.parts:
            xml = book.text(link.target)
            found = re.search(r"<(?:\w+:)?table\b[^>]*>", xml)
            if found:
                told = attributes(found[0])
                yield told.get("displayName", ""), reference(told["ref"])


def data_rows(book: Book, sheet: Sheet) -> Iterator[tuple[str, Reference]]:
    """Yield the tables of a sheet with their areas between headings and totals."""
    for link in book.links(sheet.tab.part).values():
        if link.type.endswith("/table") and link.target in book.parts:
            found = re.search(r"<(?:\w+:)?table\b[^>]*>", book.text(link.target))
            if found:
                told = attributes(found[0])
                area = reference(told["ref"])
                top = area.row + int(told.get("headerRowCount", "1"))
                bottom = area.last_row - int(told.get("totalsRowCount", "0"))
                yield told.get("displayName", ""), area._replace(row=top, last_row=max(top, bottom))


def _many(reading: Reading, sheet: Sheet) -> Iterator[Finding]:
    """Yield formulas that want one value of what is repeated, or take one area where copies stand apart."""
    assert sheet.plan is not None  # noqa: S101 - asked before
    by_name = {one.tab.name.casefold(): one for one in reading.sheets}
    for row in sheet.plan.rows.values():
        for cell in row.cells:
            if cell.formula is None or cell.about.get("t") == "array":
                continue
            for function, old in mentions(
                parsed(cell.formula, lambda one, text: Mention(one, [text], None) if one else text)
            ):
                target = by_name.get(old.sheet.casefold()) if old.sheet else sheet
                if target is None or target.plan is None or old.book or old.last_sheet:
                    continue
                if not function and old.shape == "cell" and _repeats(target, old, sheet, cell):
                    yield sheet.teller.one_of_many(cell.address, a1(old))
                elif function in ONE_AREA and _apart(target, old, sheet, cell):
                    yield sheet.teller.takes_between(cell.address, function)


def _repeats(target: Sheet, old: Reference, sheet: Sheet, cell: Cell) -> bool:
    """Say whether a cell means several others where a formula stands."""
    plan = target.plan
    assert plan is not None  # noqa: S101 - asked before
    if target is not sheet:
        return bool(target.own or plan.row_chains.get(old.row) or plan.column_chains.get(old.column))
    for chains, number, own in (
        (plan.row_chains, old.row, cell.row),
        (plan.column_chains, old.column, cell.column),
    ):
        chain = chains.get(number, ())
        if chain != chains.get(own, ())[: len(chain)]:
            return True
    return False


def _apart(target: Sheet, old: Reference, sheet: Sheet, cell: Cell) -> bool:
    """Say whether the copies of an area stand apart where a formula stands, with other cells between them."""
    plan = target.plan
    assert plan is not None  # noqa: S101 - asked before
    chain = plan.row_chains.get(old.row, ())
    if not chain or plan.row_chains.get(old.last_row) != chain:
        return False
    if target is sheet and plan.row_chains.get(cell.row, ())[: len(chain) - 1] == chain[:-1] and len(chain) > 1:
        return False
    around = next(band for band in plan.row_bands if band.number == chain[0])
    return any(
        old.column <= one.column <= old.last_column and one.filled
        for number in range(around.first, around.last + 1)
        if not old.row <= number <= old.last_row and number in plan.rows and number in plan.row_chains
        for one in plan.rows[number].cells
    )


def _dollars(sheet: Sheet) -> Iterator[Finding]:
    """Yield single cells with `$` in repeated rows that point into their own band."""
    plan = sheet.plan
    assert plan is not None  # noqa: S101 - asked before
    for number, chain in plan.row_chains.items():
        for cell in plan.rows[number].cells if number in plan.rows else ():
            if cell.formula is None:
                continue
            for mention in references(cell.formula):
                what = mention.what
                if not isinstance(what, Reference) or what.shape != "cell" or not what.row_fixed:
                    continue
                own = what.sheet is None or what.sheet.casefold() == sheet.tab.name.casefold()
                if own and not what.book and plan.row_chains.get(what.row) == chain:
                    yield sheet.teller.leaves_item(cell.address, a1(what))
