"""One worksheet as parts of a package: its rows, table, links and chart frames."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from briefgen.formulas.addresses import column_letters
from briefgen.writers.excel.cells import escaped, number_cell, text_cell
from briefgen.writers.excel.formulas import formula_text
from briefgen.writers.excel.heights import DEFAULT
from briefgen.writers.excel.properties import DECLARATION, MAIN, RELATIONS
from briefgen.writers.excel.skeleton import CODE, LINK, CellStyle, HeadStyle, LineStyle
from briefgen.writers.numbers import number_text

if TYPE_CHECKING:
    from briefgen.document import Table
    from briefgen.writers.excel.grid import Grid
    from briefgen.writers.excel.lines import Line
    from briefgen.writers.excel.plan import Drawing
    from briefgen.writers.excel.skeleton import Rule, Skeleton
    from briefgen.writers.excel.widths import Widths


@dataclass(slots=True)
class Worksheet:
    """A sheet laid out: lines in the rows from 1, then the table; `above` lines stand over its header row."""

    name: str
    title: str
    lines: list[Line]
    widths: Widths
    table: Table | None = None
    grid: Grid | None = None
    links: tuple[str, ...] = ()
    drawings: list[Drawing] = field(default_factory=list)
    marked: bool = False
    """Whether a line with the marking is repeated on each printed page."""
    heights: list[float] = field(default_factory=list)
    """Heights of all rows in points."""
    charts_below: bool = True
    """Whether the charts stand below the table, or else at its right."""

    middle: bool = False
    """Whether all rows of the table are one line high, so that their cells stand in the middle."""

    @property
    def header_row(self) -> int:
        """The row of the table's header."""
        return len(self.lines) + 1

    @property
    def last_row(self) -> int:
        """The last row that holds anything."""
        return len(self.lines) + (1 + len(self.grid.rows) if self.grid else 0)

    def cells(self, column: int, first: int = 0, count: int | None = None) -> str:
        """Return the reference of rows of a column of the table, both from 0, such as `'Trade'!$B$6:$B$11`."""
        count = len(self.grid.rows) - first if count is None and self.grid else count or 0
        start, name = self.header_row + 1 + first, column_letters(column + 1)
        return f"'{self.name}'!${name}${start}:${name}${start + count - 1}"

    def header_cell(self, column: int) -> str:
        """Return the reference of a cell of the header row."""
        return f"'{self.name}'!${column_letters(column + 1)}${self.header_row}"

    @property
    def area(self) -> str:
        """The cells of the table with its header, such as `A5:F11`."""
        width = len(self.grid.headers) if self.grid else 1
        return f"A{self.header_row}:{column_letters(width)}{self.last_row}"

    @property
    def print_titles(self) -> str | None:
        """The rows repeated on each printed page."""
        if self.grid:
            first = self.header_row - 1 if self.marked else self.header_row
            return f"'{self.name}'!${first}:${self.header_row}"
        return f"'{self.name}'!$1:$2" if self.marked else None

    @property
    def outside_links(self) -> list[str]:
        """Addresses of links that lead out of the workbook, in order."""
        return [line.target for line in self.lines if line.target and not line.target.startswith("#")]


def worksheet_xml(sheet: Worksheet, base: Skeleton, *, first: bool) -> str:
    """Return the XML of a sheet; its links have the relationships link1, ..., then drawing and table."""
    head, tail = base.pages[sheet.widths.orientation]
    if first:
        head = head.replace("<sheetView ", '<sheetView tabSelected="1" ')
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width:g}" customWidth="1"/>'
        for number, width in enumerate(sheet.widths.columns, 1)
    )
    wrap = sheet.grid is None
    rows = [
        f'<row r="{row}"{_height(sheet, row)}>{text_cell(f"A{row}", line.text, LineStyle(line.role, wrap), base)}</row>'
        for row, line in enumerate(sheet.lines, 1)
    ]
    if sheet.grid and sheet.table:
        rows += _table_rows(sheet, sheet.table, sheet.grid, base)
    parts = "".join(
        (
            f'<drawing xmlns:r="{RELATIONS}" r:id="drawing"/>' if sheet.drawings else "",
            f'<tableParts count="1"><tablePart xmlns:r="{RELATIONS}" r:id="table"/></tableParts>' if sheet.grid else "",
        )
    )
    return (
        f"{DECLARATION}{head}<cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>"
        f"{_links(sheet)}{tail}{_text_numbers(sheet)}{parts}</worksheet>"
    )


def _table_rows(sheet: Worksheet, table: Table, grid: Grid, base: Skeleton) -> list[str]:
    width = range(len(grid.headers))
    letters = [column_letters(column + 1) for column in width]
    by_key = {column.key: name for column, name in zip(table.columns, letters, strict=True)}
    top = sheet.header_row
    heads = "".join(
        text_cell(f"{letters[column]}{top}", grid.headers[column], HeadStyle(grid.formats[column]), base)
        for column in width
    )
    rows = [f'<row r="{top}"{_height(sheet, top)}>{heads}</row>']
    middle = sheet.middle
    first_total = len(grid.rows) - table.total_rows
    for number, values in enumerate(grid.rows):
        row = top + 1 + number
        last = number == len(grid.rows) - 1
        rule: Rule = ("end" if last else "total") if number >= first_total else "last" if last else ""
        cells = []
        for column, value in enumerate(values):
            code = LINK if sheet.links and column == 0 else grid.formats[column]
            bold = number < len(table.rows) and table.rows[number][column].bold
            style = CellStyle(code, middle, bold, rule)
            place = f"{letters[column]}{row}"
            if isinstance(value, Fraction):
                formula = table.columns[column].formula if (number, column) in grid.live else None
                live = formula_text(formula, by_key, row) if formula else None
                cells.append(number_cell(place, number_text(value), base.ids[style], live))
            else:
                cells.append(text_cell(place, value, style, base))
        rows.append(f'<row r="{row}"{_height(sheet, row)}>{"".join(cells)}</row>')
    return rows


def _height(sheet: Worksheet, row: int) -> str:
    points = sheet.heights[row - 1]
    return "" if points == DEFAULT else f' ht="{points:g}"'


def _links(sheet: Worksheet) -> str:
    links, outside = [], 0
    for row, line in enumerate(sheet.lines, 1):
        if line.target is None:
            continue
        if line.target.startswith("#"):
            links.append(_inside(f"A{row}", line.target[1:], line.text))
        else:
            outside += 1
            links.append(f'<hyperlink xmlns:r="{RELATIONS}" ref="A{row}" r:id="link{outside}"/>')
    for row, target in enumerate(sheet.links, sheet.header_row + 1):
        links.append(_inside(f"A{row}", target, target))
    return f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""


def _inside(place: str, sheet: str, text: str) -> str:
    return f'<hyperlink ref="{place}" location="\'{sheet}\'!A1" display="{escaped(text)}"/>'


def _text_numbers(sheet: Worksheet) -> str:
    """Tell Excel that digits in columns of codes are meant to be text."""
    if not sheet.grid:
        return ""
    errors = "".join(
        f'<ignoredError sqref="{letter}{sheet.header_row + 1}:{letter}{sheet.last_row}" numberStoredAsText="1"/>'
        for letter, code in ((column_letters(at), code) for at, code in enumerate(sheet.grid.formats, 1))
        if code == CODE
    )
    return f"<ignoredErrors>{errors}</ignoredErrors>" if errors else ""


def table_xml(sheet: Worksheet, table: Table, grid: Grid, number: int) -> str:
    """Return the part that marks the table up, with its alternative text; no filter buttons, no stripes."""
    columns = "".join(
        f'<tableColumn id="{index}" name="{escaped(header)}"/>' for index, header in enumerate(grid.headers, 1)
    )
    told = ". ".join(part for part in (table.caption, table.unit, table.source) if part)
    return (
        f'{DECLARATION}<table xmlns="{MAIN}" id="{number}" name="{table.name}" displayName="{table.name}"'
        f' ref="{sheet.area}" totalsRowShown="0"><tableColumns count="{len(grid.headers)}">{columns}</tableColumns>'
        '<tableStyleInfo showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/>'
        '<extLst><ext uri="{504A1905-F514-4f6f-8877-14C23A59335A}"'
        ' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        f'<x14:table altText="{escaped(table.caption)}" altTextSummary="{escaped(told)}"/></ext></extLst></table>'
    )
