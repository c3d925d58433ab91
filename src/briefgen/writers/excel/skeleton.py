"""The skeleton of a workbook: styles, theme and page set-up, made by openpyxl once for each look."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side

from briefgen.package import Part, read_package
from briefgen.writers.excel.look import PAPERS
from briefgen.writers.excel.metrics import DIGIT

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from briefgen.writers.excel.look import Look

Rule = Literal["", "last", "total", "end"]
"""Lines of a table's row: none, below the last row, above a total, above and below a total that is last."""

TEXT, AFTER, CODE, LINK = "", "after", "@", "link"
"""Formats of cells that hold words: wrapped words, the same after a column of numbers, codes, links."""

WORDS = (TEXT, AFTER, CODE, LINK)

_MM_PER_INCH = 25.4


class LineStyle(NamedTuple):
    """Style of a line of text: wrapped in its cell or running over the next; `quote` keeps `=...` text."""

    role: str
    wrap: bool
    quote: bool = False


class HeadStyle(NamedTuple):
    """Style of a cell in the header row of a table, over cells of the format."""

    format: str
    quote: bool = False


class CellStyle(NamedTuple):
    """Style of a cell of a table: `format` is TEXT, CODE, LINK or the format code of a number.

    `middle` is for tables whose rows are all one line high; otherwise the cells of a row begin at the top.
    """

    format: str
    middle: bool
    bold: bool = False
    rule: Rule = ""
    quote: bool = False


Style = LineStyle | HeadStyle | CellStyle


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What every sheet of a look shares: parts, page set-up by orientation, style numbers."""

    styles: Part
    theme: Part
    pages: dict[str, tuple[str, str]]
    """Orientation to the XML of an empty sheet before its columns and after its rows."""
    ids: dict[Style, int]


class Needs(NamedTuple):
    """What the sheets of a workbook need of styles: roles of lines with `wrap`, formats of cells with `middle`."""

    lines: tuple[tuple[str, bool], ...]
    cells: tuple[tuple[str, bool], ...]
    bold: bool
    totals: bool

    def styles(self) -> list[Style]:
        """Return every style that can occur."""
        both = (False, True)
        rules: tuple[Rule, ...] = ("", "last", "total", "end") if self.totals else ("", "last")
        weights = both if self.bold else (False,)
        return [
            *(LineStyle(*line, quote) for line, quote in product(self.lines, both)),
            *(HeadStyle(code, quote) for code in {code: None for code, _ in self.cells} for quote in both),
            *(
                CellStyle(*cell, bold, rule, quote)
                for cell, bold, rule, quote in product(self.cells, weights, rules, both)
            ),
        ]


@lru_cache(maxsize=32)
def skeleton(look: Look, needs: Needs) -> Skeleton:
    """Return the skeleton of a look with the styles needed."""
    book = Workbook()
    sheet = book.active
    sheet.title = "portrait"
    named = _named_styles(book, look)
    cells = {}
    for row, style in enumerate(needs.styles(), 1):
        cells[style] = sheet.cell(row, 1)
        _apply(cells[style], style, look, named)
    _set_page(sheet, look, "portrait")
    _set_page(book.create_sheet("landscape"), look, "landscape")
    ids = {style: cell.style_id for style, cell in cells.items()}
    file = BytesIO()
    book.save(file)
    parts = read_package(file.getvalue())
    pages = {
        name: _halves(parts[f"xl/worksheets/sheet{number}.xml"].data.decode())
        for number, name in enumerate(("portrait", "landscape"), 1)
    }
    return Skeleton(parts["xl/styles.xml"], parts["xl/theme/theme1.xml"], pages, ids)


def type_of(role: str, look: Look) -> tuple[float, bool]:
    """Return the size of a line of text in points, and whether it is bold."""
    sizes = {"title": look.sizes.title, "heading": look.sizes.heading, "small": look.sizes.small}
    return sizes.get(role, look.sizes.text), role in ("title", "heading", "subheading", "lead", "marking")


def _named_styles(book: Workbook, look: Look) -> dict[str, NamedStyle]:
    """Set the workbook's default font and return the named styles that headings and links carry."""
    plain = _font(look)
    book._fonts.clear()  # the first font is the one Excel measures columns with
    book._fonts.add(plain)
    book._named_styles["Normal"].font = plain
    styles = {
        "title": NamedStyle("Title", _font(look, look.sizes.title, look.colours.accent, bold=True), builtinId=15),
        "heading": NamedStyle("Heading 1", _font(look, look.sizes.heading, bold=True), builtinId=16),
        "subheading": NamedStyle("Heading 2", _font(look, bold=True), builtinId=17),
        "link": NamedStyle("Hyperlink", _font(look, colour=look.colours.accent, link=True), builtinId=8),
    }
    for style in styles.values():
        book.add_named_style(style)
    return styles


def _font(
    look: Look, size: float | None = None, colour: str | None = None, *, bold: bool = False, link: bool = False
) -> Font:
    return Font(
        name=look.font,
        sz=size or look.sizes.text,
        color=colour or look.colours.text,
        b=bold or None,
        u="single" if link else None,
        family=2,
    )


def _apply(cell: Cell, style: Style, look: Look, named: dict[str, NamedStyle]) -> None:
    match style:
        case LineStyle(role, wrap, quote):
            if role in named:
                cell.style = named[role]
            else:
                size, bold = type_of(role, look)
                cell.font = _font(look, size, look.colours.quiet if role == "small" else None, bold=bold)
            level = int(role[-1]) - 1 if role.startswith("item") else 0
            upright = "bottom" if "heading" in role else "top"  # white goes above a heading
            cell.alignment = Alignment("left", upright, wrap_text=wrap, indent=level * 2)
        case HeadStyle(code, quote):
            cell.font = _font(look, bold=True)
            cell.alignment = Alignment(_side(code), "bottom", wrap_text=True, indent=int(code == AFTER))
            line = Side("thin", look.colours.text)
            cell.border = Border(top=line, bottom=line)
        case CellStyle(code, middle, bold, rule, quote):
            if code == LINK:
                cell.style = named["link"]
            else:
                cell.font = _font(look, bold=bold or rule in ("total", "end"))
                cell.number_format = "General" if code in (TEXT, AFTER) else code
            upright = "center" if middle else "top"
            words = code in WORDS
            cell.alignment = Alignment(_side(code), upright, wrap_text=words, indent=int(code == AFTER))
            cell.border = Border(
                top=Side("thin", look.colours.quiet) if rule in ("total", "end") else Side(),
                bottom=Side("thin", look.colours.text) if rule in ("last", "end") else Side(),
            )
    cell.quotePrefix = quote


def _side(code: str) -> Literal["left", "right"]:
    return "left" if code in WORDS else "right"


def _set_page(sheet: Worksheet, look: Look, orientation: Literal["portrait", "landscape"]) -> None:
    sheet.page_setup.paperSize = PAPERS[look.page.size][0]
    sheet.page_setup.orientation = orientation
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    assert sheet.sheet_properties.pageSetUpPr is not None  # noqa: S101 - a new sheet has it
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, getattr(look.page.margins, side) / _MM_PER_INCH)
    sheet.page_margins.header = sheet.page_margins.footer = look.page.margins.bottom / 2 / _MM_PER_INCH
    sheet.sheet_view.showGridLines = look.gridlines
    if look.page.numbers:
        sheet.oddFooter.right.text = "&P / &N"


def _halves(xml: str) -> tuple[str, str]:
    head, tail = re.split(r"<sheetData\s*/>|<sheetData>.*</sheetData>", xml, maxsplit=1, flags=re.DOTALL)
    head = re.sub(r'<dimension [^>]*/>|\s?tabSelected="[^"]*"', "", head)
    return head, tail.replace("</worksheet>", "")


def page_units(look: Look, orientation: str) -> float:
    """Return the width of a page in Excel's unit of columns, the width of a digit."""
    _, short, long = PAPERS[look.page.size]
    width = (short if orientation == "portrait" else long) - look.page.margins.left - look.page.margins.right
    return width / _MM_PER_INCH * 72 / digit_points(look)


def digit_points(look: Look) -> float:
    """Return the width of a digit in points."""
    return DIGIT * look.sizes.text / 1000


def page_points(look: Look, orientation: str) -> float:
    """Return the height of a page between its margins, in points."""
    _, short, long = PAPERS[look.page.size]
    height = (long if orientation == "portrait" else short) - look.page.margins.top - look.page.margins.bottom
    return height / _MM_PER_INCH * 72
