"""Rules for readers: letters, colours, links, pictures, headings; and how sheets are printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.audit.breach import Breach
from briefgen.audit.references import read
from briefgen.audit.styles import contrast
from briefgen.audit.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.audit.book import Book, Cell, Sheet
    from briefgen.audit.styles import Style

_SMALLEST = 10
_LEAST_CONTRAST = 4.5
_BARE = re.compile(r"(?:https?://|www\.|mailto:)\S+", re.IGNORECASE)
_SAFE = re.compile(r"(?:https://|mailto:)", re.IGNORECASE)
_LINK_FORMULA = re.compile(r"HYPERLINK\(", re.IGNORECASE)
_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d{1,3}|[LCRPNDTZFAGBIUESXYHO])')
_CONTROL_TEXT = re.compile(r"[\W\d_]*")


def _used(book: Book) -> Iterator[tuple[Sheet, Cell, Style]]:
    """Yield the first cell of each style on each sheet."""
    for sheet in book.sheets:
        seen: set[int] = set()
        for cell in sheet.cells.values():
            if cell.style not in seen:
                seen.add(cell.style)
                yield sheet, cell, book.styles[cell.style]


def letters(book: Book) -> Iterator[Breach]:
    """A01: one family of letters without serifs, of 10 points or more."""
    families: dict[str, tuple[str, str]] = {}
    for sheet, cell, style in _used(book):
        families.setdefault(style.font.name, (sheet.name, cell.name))
        if style.font.size < _SMALLEST:
            yield Breach(f"letters have {style.font.size:g} points", sheet.name, cell.name)
    for name, place in families.items():
        if name.casefold() in words("serif_fonts"):
            yield Breach(f"letters of `{name}` have serifs", *place)
    if len(families) > 1:
        yield Breach(f"the workbook uses {len(families)} families of letters: {', '.join(list(families)[:4])}")


def contrasts(book: Book) -> Iterator[Breach]:
    """A02: letters stand out from their ground, and cells are not filled."""
    for sheet, cell, style in _used(book):
        colour, ground = style.font.colour or "000000", style.fill or "FFFFFF"
        if contrast(colour, ground) < _LEAST_CONTRAST - 0.05:
            told = f"letters of the colour {colour} have a contrast of {contrast(colour, ground):.1f} to 1"
            yield Breach(told, sheet.name, cell.name)
        if style.fill:
            yield Breach(f"cells are filled with the colour {style.fill}", sheet.name, cell.name)
    for sheet in book.sheets:
        for table in sheet.tables:
            if re.match(r"TableStyle(?:Medium|Dark)", table.style):
                yield Breach(f"the table `{table.name}` is filled by the style {table.style}", sheet.name)


def raised(book: Book) -> Iterator[Breach]:
    """A03: nothing is superscript or subscript."""
    for sheet in book.sheets:
        for cell in sheet.cells.values():
            if cell.raised or book.styles[cell.style].font.raised:
                yield Breach("text is superscript or subscript", sheet.name, cell.name)


def links(book: Book) -> Iterator[Breach]:
    """A04: links tell where they lead and lead there safely."""
    for sheet in book.sheets:
        by_name = {cell.name: cell for cell in sheet.cells.values()} if sheet.links else {}
        told = [
            (link.cell, by_name[link.cell].text if link.cell in by_name else "", link.target) for link in sheet.links
        ]
        told += [(cell.name, cell.text, None) for cell in sheet.formulas if _LINK_FORMULA.match(cell.formula or "")]
        for place, text, target in told:
            if target is not None and not _SAFE.match(target) and read(target) is None and not target.startswith("#"):
                yield Breach(f"a link leads to `{target[:60]}`, which is neither https nor mailto", sheet.name, place)
            elif _BARE.fullmatch(text.strip()):
                yield Breach("the text of a link is its bare address", sheet.name, place)
            elif text.strip().casefold().rstrip(".!") in words("vague"):
                yield Breach(f"the text `{text.strip()}` does not tell where the link leads", sheet.name, place)


def pictures(book: Book) -> Iterator[Breach]:
    """A05: pictures have alternative text; there are no text boxes, shapes and comments."""
    for sheet in book.sheets:
        for shape in sheet.shapes:
            if shape.kind != "pic":
                yield Breach(f"a shape or text box lies on the sheet: `{shape.name}`", sheet.name)
            elif not shape.alt:
                yield Breach(f"the picture `{shape.name}` has no alternative text", sheet.name)
        if sheet.comments:
            yield Breach("cells of the sheet have comments", sheet.name)


def headings(book: Book) -> Iterator[Breach]:
    """A06: the title of a sheet has a named style for headings."""
    for sheet in book.sheets:
        cell = sheet.cells.get((1, 1))
        is_title = sheet.first_table_row > 1 if sheet.tables else not sheet.is_grid
        if cell is not None and cell.text and is_title and not book.styles[cell.style].heading:
            yield Breach("the title in A1 has no style for headings", sheet.name, "A1")


def headers_and_footers(book: Book) -> Iterator[Breach]:
    """A07: headers and footers carry no text that is not on the sheet."""
    for sheet in book.sheets:
        for text in sheet.page.header_footer:
            left = _CODES.sub(" ", text).strip()
            if not _CONTROL_TEXT.fullmatch(left):
                yield Breach(f"the header or footer says `{left[:60]}`", sheet.name)


def printing(book: Book) -> Iterator[Breach]:
    """P01: sheets with a table name their paper, fit its width, and repeat the head on each page."""
    repeated = {
        number: formula
        for name, formula, number in book.names
        if name.casefold() == "_xlnm.print_titles" and number is not None
    }
    for index, sheet in enumerate(book.sheets):
        if not sheet.tables:
            continue
        missing = []
        if not sheet.page.paper:
            missing.append("name its paper")
        if not sheet.page.fit or sheet.page.fit_width != "1":
            missing.append("fit the width of a page")
        rows = [found for part in repeated.get(index, "").split(",") if (found := read(part)) and found.shape == "rows"]
        if not any(one.row <= sheet.first_table_row <= one.last_row for one in rows):
            missing.append("repeat the head of its table on each page")
        if missing:
            yield Breach(f"printed, the sheet does not {', nor '.join(missing)}", sheet.name)
