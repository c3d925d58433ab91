"""Sheets of big tables: rows are written as they come; what one sheet has no room for goes on in the next."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.findings import Place, error
from briefgen.formulas.addresses import column_letters
from briefgen.package import Packer
from briefgen.writers.excel.cells import escaped
from briefgen.writers.excel.names import told_apart
from briefgen.writers.excel.properties import DECLARATION, LEVEL, MAIN, RELATIONS
from briefgen.writers.rows.columns import Column, UnfitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.findings import Finding
    from briefgen.package import LongPart, Part
    from briefgen.writers.rows.columns import RowColumn

MOST_ROWS = 1_048_576
"""Rows of a sheet, its header among them."""

_STRETCH = 2048  # rows written at a time
_WIDEST, _NARROWEST = 60, 9  # in digits
_SPOOL = 1 << 20  # packed bytes of a sheet in memory
_MOST_TOLD = 100  # findings; more of them help nobody


class RowTable(NamedTuple):
    """A table: its name, its columns, and its rows, which may come from an iterator and are read once.

    A row is a sequence with a value for each column: text, a number (also Decimal or Fraction), a date, yes or no,
    or None for nothing.
    """

    name: str
    columns: Sequence[RowColumn]
    rows: Iterable[Sequence[Any]]


class Sheet(NamedTuple):
    """A sheet that is written: its number of rows with the header."""

    name: str
    part: Part | LongPart
    rows: int


class Stream:
    """Writes the rows of one table, whose cells the columns write; what no cell can hold becomes findings."""

    def __init__(self, table: RowTable, headers: Sequence[str], head: Column, columns: Sequence[Column]) -> None:
        self.table = table
        self.headers = headers
        self.head = head
        self.columns = columns
        self.findings: list[Finding] = []

    def sheets(self, names: Iterator[str], file: str) -> Iterator[Sheet]:
        """Yield the sheets, named in turn; `file` is the workbook that findings tell of."""
        rows = iter(self.table.rows)
        first: list[Sequence[Any]] | None = list(islice(rows, _STRETCH))
        widths = self._widths(first or [])
        while first is not None:
            name = next(names)
            packer = Packer(LEVEL, _SPOOL)
            packer.write(self._top(widths).encode())
            done, rows = 1, chain(first, rows)
            while stretch := list(islice(rows, min(_STRETCH, MOST_ROWS - done))):
                packer.write(self._rows(stretch, done + 1, name, file).encode())
                done += len(stretch)
            packer.write(self._bottom(max(done, 2)).encode())
            yield Sheet(name, packer.part(), done)
            first = list(islice(rows, _STRETCH)) if done == MOST_ROWS else None
            first = first or None

    def _rows(self, stretch: Sequence[Sequence[Any]], start: int, sheet: str, file: str) -> str:
        """Return the rows of a stretch; nothing if one of them is unfit, which becomes a finding."""
        count = len(self.columns)
        if set(map(len, stretch)) != {count}:
            for at, row in enumerate(stretch, start):
                if len(row) != count:
                    what = f"a row has {len(row)} values and the table {count} columns"
                    mend = "give a value for each column, None for nothing"
                    self._tell(
                        UnfitError("B639", what, "each value stands under the head of its column", mend),
                        file,
                        sheet,
                        f"A{at}",
                    )
            return ""
        numbers = [str(number) for number in range(start, start + len(stretch))]
        pattern, values = ['<row r="%s">'], [iter(numbers)]
        for column, stood in zip(self.columns, zip(*stretch, strict=True), strict=True):
            end, inside = column.ends(stood)
            pattern += (f'<c r="{column.letter}%s"', end)
            values += (iter(numbers), iter(inside))
        pattern.append("</row>")
        try:
            return "".join(map("".join(pattern).__mod__, zip(*values, strict=True)))
        except UnfitError:
            for at, row in enumerate(stretch, start):
                for column, value in zip(self.columns, row, strict=True):
                    try:
                        column.end(value)
                    except UnfitError as reason:
                        self._tell(reason, file, sheet, f"{column.letter}{at}")
            return ""

    def _tell(self, reason: UnfitError, file: str, sheet: str, cell: str) -> None:
        if len(self.findings) < _MOST_TOLD:
            place = Place(file, sheet=sheet, cell=cell)
            self.findings.append(error(reason.code, reason.what, why=reason.why, help=reason.mend, place=place))

    def _top(self, widths: Sequence[int]) -> str:
        """Return a sheet up to its first row, with the row of heads."""
        columns = "".join(
            f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1)
        )
        heads = "".join(
            f'<c r="{column.letter}1"{self.head.end(header)}'
            for column, header in zip(self.columns, self.headers, strict=True)
        )
        return (
            f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
            '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"/></sheetViews>'
            f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData><row r="1">{heads}</row>'
        )

    def _bottom(self, rows: int) -> str:
        """Return the end of a sheet; codes that are digits are not marked as mistakes."""
        codes = "".join(
            f'<ignoredError sqref="{column.letter}2:{column.letter}{rows}" numberStoredAsText="1"/>'
            for column, made in zip(self.columns, self.table.columns, strict=True)
            if made.format == "@"
        )
        return (
            '</sheetData><pageMargins left="0.6" right="0.6" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>'
            '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
            + (f"<ignoredErrors>{codes}</ignoredErrors>" if codes else "")
            + '<tableParts count="1"><tablePart r:id="table"/></tableParts></worksheet>'
        )

    def _widths(self, stretch: Sequence[Sequence[Any]]) -> list[int]:
        """Return the width of each column by its title and the first rows, in digits."""
        widths = [min(max(len(title), _NARROWEST), _WIDEST) for title in self.headers]
        for row in stretch:
            for at, value in enumerate(row[: len(widths)]):
                long = 8 if isinstance(value, float) else len(str(value))
                if long > widths[at]:
                    widths[at] = min(long, _WIDEST)
        return [width + 2 for width in widths]


def table_xml(name: str, headers: Sequence[str], rows: int, number: int) -> str:
    """Return the part that marks the table of a sheet up; `rows` counts its header."""
    columns = "".join(f'<tableColumn id="{at}" name="{escaped(header)}"/>' for at, header in enumerate(headers, 1))
    return (
        f'{DECLARATION}<table xmlns="{MAIN}" id="{number}" name="{name}" displayName="{name}"'
        f' ref="A1:{column_letters(len(headers))}{max(rows, 2)}" totalsRowShown="0">'
        f'<tableColumns count="{len(headers)}">{columns}</tableColumns></table>'
    )


def heads(columns: Sequence[RowColumn]) -> list[str]:
    """Return the titles as heads of a table: one line of plain spaces, none empty, no two alike, 255 at most."""
    return told_apart(" ".join(column.title.split())[:250] or f"Column {at}" for at, column in enumerate(columns, 1))
