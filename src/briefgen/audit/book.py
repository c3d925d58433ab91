"""What an audit knows of a workbook: sheets with cells, tables, charts, links, styles, names, properties."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefgen.formulas.addresses import column_letters

if TYPE_CHECKING:
    from briefgen.audit.columns import Column
    from briefgen.audit.styles import Styles

Kind = Literal["number", "text", "bool", "error", "empty"]
Point = tuple[int, int]
"""Row and column of a cell, both from 1."""


class Area(NamedTuple):
    """A rectangle of cells, all bounds from 1 and included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Say whether a cell is in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meets(self, other: Area) -> bool:
        """Say whether the two have a cell in common."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )


class Cell(NamedTuple):
    """A cell that holds something. A formula without a stored value has the kind `empty`."""

    row: int
    column: int
    kind: Kind
    value: float | str | bool | None
    style: int
    formula: str | None = None
    raised: bool = False
    """Whether some of its text is superscript or subscript."""

    array: bool = False
    """Whether its formula was entered as one for an array."""

    @property
    def text(self) -> str:
        """The text of the cell, empty for anything else."""
        return self.value if self.kind == "text" and isinstance(self.value, str) else ""

    @property
    def name(self) -> str:
        """The name of the cell, such as `B7`."""
        return cell_name(self.row, self.column)


@dataclass(slots=True)
class Link:
    """A link in a cell: `target` leads out of the workbook, `location` inside it."""

    cell: str
    target: str | None
    location: str | None


@dataclass(slots=True)
class Table:
    """A marked-up table."""

    name: str
    area: Area
    columns: list[str]
    header_rows: int = 1
    totals_rows: int = 0
    filter: bool = False
    style: str = ""
    alt: str = ""


@dataclass(slots=True)
class Series:
    """One series of a chart: the reference of its numbers, those stored, its colour (RRGGBB) if it has one."""

    values: str | None
    stored: dict[int, float]
    count: int | None
    categories: str | None
    categories_stored: bool
    colour: str | None
    points: int = 0


@dataclass(slots=True)
class Axis:
    """An axis of a chart; `deleted` is None where the file does not say."""

    value: bool
    deleted: str | None
    code: str | None
    linked: bool
    title: str


@dataclass(slots=True)
class Chart:
    """A chart on a sheet: `name` is that of its frame, `flaws` are kinds of plot such as pie3DChart."""

    name: str
    alt: str
    area: Area | None
    title: str = ""
    axes: list[Axis] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    plots: list[str] = field(default_factory=list)
    labelled: bool = False


@dataclass(slots=True)
class Shape:
    """A picture (`pic`) or anything else (`sp`, `cxnSp`, `grpSp`) that lies on a sheet."""

    kind: str
    name: str
    alt: str


@dataclass(slots=True)
class Page:
    """How a sheet is printed."""

    paper: str | None = None
    fit: bool = False
    fit_width: str = "1"
    header_footer: list[str] = field(default_factory=list)


@dataclass
class Sheet:
    """One sheet; `whole` is false if only its beginning was read."""

    name: str
    number: int
    visible: bool = True
    cells: dict[Point, Cell] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    widths: list[tuple[int, int, float]] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    default_width: float = 8.43
    default_height: float = 15.0
    frozen: bool = False
    filter: bool = False
    cursor: str = "A1"
    text_numbers: list[Area] = field(default_factory=list)
    """Areas where digits are meant as text."""
    comments: int = 0
    page: Page = field(default_factory=Page)
    whole: bool = True
    chart_sheet: bool = False

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell, empty if it holds none."""
        cell = self.cells.get((row, column))
        return cell.text if cell else ""

    def width(self, column: int) -> float:
        """Return the width of a column in digits."""
        for first, last, width in self.widths:
            if first <= column <= last:
                return width
        return self.default_width

    @cached_property
    def last(self) -> Point:
        """The last row and the last column that hold anything."""
        return max((row for row, _ in self.cells), default=0), max((column for _, column in self.cells), default=0)

    @cached_property
    def formulas(self) -> list[Cell]:
        """The cells that hold a formula."""
        return [cell for cell in self.cells.values() if cell.formula is not None]

    @cached_property
    def first_table_row(self) -> int:
        """The row of the first table's header; without a table, the row after the last."""
        tops = [table.area.top for table in self.tables]
        return min(tops) if tops else self.last[0] + 1

    @cached_property
    def lines(self) -> list[str]:
        """The texts above the first table."""
        return [cell.text for (row, _), cell in self.cells.items() if row < self.first_table_row and cell.text]

    @cached_property
    def is_grid(self) -> bool:
        """Whether it holds rows and columns of values, marked up as a table or not."""
        if self.tables:
            return True
        filled: dict[int, int] = {}
        numbers = 0
        for (row, _), cell in self.cells.items():
            filled[row] = filled.get(row, 0) + 1
            numbers += cell.kind == "number"
        return numbers >= 2 and sum(count > 1 for count in filled.values()) > 2


@dataclass
class Book:
    """A workbook as its parts tell of it."""

    sheets: list[Sheet]
    styles: Styles
    parts: tuple[str, ...]
    names: list[tuple[str, str, int | None]] = field(default_factory=list)
    """Defined names: name, what it stands for, the sheet (from 0) it belongs to."""
    properties: dict[str, str] = field(default_factory=dict)
    active: int = 0
    full_calculation: bool = False
    broken_relations: list[str] = field(default_factory=list)
    dates: set[int] = field(default_factory=set)
    """Dates of the zip entries, as a zip file writes them."""
    skipped: int = 0
    """How many formulas rule F02 could not judge, once it has run."""

    @cached_property
    def by_name(self) -> dict[str, Sheet]:
        """Sheets by their names, in lower case."""
        return {sheet.name.casefold(): sheet for sheet in self.sheets}

    @cached_property
    def contents(self) -> Sheet | None:
        """The sheet of contents: the one with links to most of the others, else the one named so."""
        from briefgen.audit.words import says

        linked = ((len(self.linked(sheet)), sheet) for sheet in self.sheets[:4])
        most, best = max(linked, key=lambda pair: pair[0], default=(0, None))
        if most >= 2:
            return best
        return next((sheet for sheet in self.sheets[:4] if says(sheet.name, "contents")), None)

    @cached_property
    def notes(self) -> list[Sheet]:
        """The sheets of notes, by their names."""
        from briefgen.audit.words import says

        return [sheet for sheet in self.sheets if says(sheet.name.replace("_", " "), "notes")]

    @cached_property
    def data_sheets(self) -> list[Sheet]:
        """The sheets with statistics: all with a table or a grid, but the contents and the notes."""
        return [
            sheet for sheet in self.sheets if sheet.is_grid and sheet is not self.contents and sheet not in self.notes
        ]

    @cached_property
    def columns(self) -> list[Column]:
        """The columns of all marked-up tables."""
        from briefgen.audit.columns import columns_of

        return [
            column
            for sheet in self.sheets
            for table in sheet.tables
            for column in columns_of(sheet, table, self.styles)
        ]

    def linked(self, sheet: Sheet) -> set[str]:
        """Return the names (in lower case) of the other sheets that links on a sheet lead to."""
        found = {name.casefold() for link in sheet.links if link.location and (name := sheet_of(link.location))}
        return found - {sheet.name.casefold()}


def sheet_of(reference: str) -> str | None:
    """Return the name of the sheet in a reference such as `'Notes'!A1`."""
    name, found, _ = reference.lstrip("#").rpartition("!")
    if not found:
        return None
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell, such as `B7`."""
    return f"{column_letters(column)}{row}"
