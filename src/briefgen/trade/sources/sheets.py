"""Workbooks and pages as plain tables: xls and xlsx through calamine, and HTML that is called xls."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from briefgen.findings import FindingsError, Place, error
from briefgen.formulas.addresses import column_letters
from briefgen.trade.sources.text import encoding_of, lines_of

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.findings import Finding
    from briefgen.trade.sources.amounts import Cell

_MOST_CELLS = 20_000_000


class Sheet(NamedTuple):
    """One table: its name, its rows of cells from the very first, and the file; cell (0, 0) is A1."""

    file: str
    name: str
    rows: list[list[Cell]]
    paper: bool = True

    def place(self, row: int, column: int) -> Place:
        """Return the place of a cell by its row and column from 0."""
        if not self.paper:
            return Place(self.file, row + 1, None)
        return Place(self.file, sheet=self.name, cell=f"{column_letters(column + 1)}{row + 1}")


def workbook(path: Path) -> list[Sheet]:
    """Return the sheets of an xls or xlsx file; raise FindingsError if it cannot be opened."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(path) as book:
            sheets = []
            for name in book.sheet_names:
                try:
                    sheet = book.get_sheet_by_name(name)
                except CalamineError:
                    continue  # a chart sheet has no cells
                if sheet.height * sheet.width > _MOST_CELLS:
                    raise FindingsError(_unreadable(path, f"the sheet `{name}` is too large"))
                rows = [[_cell(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
                sheets.append(Sheet(path.name, name, rows))
            return sheets
    except FindingsError:
        raise
    except (CalamineError, OSError, ValueError, KeyError, IndexError, OverflowError) as reason:
        raise FindingsError(_unreadable(path, str(reason))) from None
    except BaseException as reason:  # a panic of the reader is no Exception
        if type(reason).__name__ != "PanicException":
            raise
        raise FindingsError(_unreadable(path, "the file is damaged")) from None


def _cell(cell: object) -> Cell:
    return cell if isinstance(cell, str | int | float | bool) else str(cell)


def _unreadable(path: Path, why: str) -> Finding:
    mend = "open it in a spreadsheet program and save it again, or download it again"
    return error("B142", "the workbook cannot be opened", why=why[:200], help=mend, place=Place(path.name))


class _Tables(HTMLParser):
    """Collects the rows of all tables of a page; a cell that spans columns fills them all with its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[Cell]] = []
        self.row: list[Cell] | None = None
        self.cell: list[str] | None = None
        self.span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._end_row()
            self.row = []
        elif tag in ("td", "th") and self.row is not None:
            self._end_cell()
            self.cell = []
            text = dict(attrs).get("colspan") or "1"
            self.span = min(int(text), 1000) if text.isdigit() and text.isascii() and len(text) < 6 else 1
        elif tag == "br" and self.cell is not None:
            self.cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)

    def _end_cell(self) -> None:
        if self.cell is not None and self.row is not None:
            self.row += [" ".join("".join(self.cell).split())] * max(self.span, 1)
        self.cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self.row is not None:
            self.rows.append(self.row)
        self.row = None

    def close(self) -> None:
        super().close()
        self._end_row()


def page(path: Path, head: bytes) -> list[Sheet]:
    """Return the tables of an HTML page as one sheet."""
    parser = _Tables()
    parser.feed(path.read_bytes().decode(encoding_of(head), "replace"))
    parser.close()
    return [Sheet(path.name, "page", parser.rows, paper=False)]


def text_table(path: Path, head: bytes) -> list[Sheet]:
    """Return a text with titles above its header as one sheet."""
    return [Sheet(path.name, "text", [list(row) for row in lines_of(path, head)], paper=False)]
