"""Small workbooks for the tests: made with openpyxl, filled, read back."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook, load_workbook

import briefgen
from briefgen.findings import FindingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from openpyxl.worksheet.worksheet import Worksheet

    from briefgen.findings import Finding


def saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def template(cells: Mapping[str, Any], change: Callable[[Worksheet], None] | None = None, name: str = "Data") -> bytes:
    """Return a template of one sheet with these cells."""
    book = Workbook()
    sheet = book.active
    sheet.title = name
    for address, value in cells.items():
        sheet[address] = value
    if change:
        change(sheet)
    return saved(book)


class Outcome:
    """A filled workbook as programs read it."""

    def __init__(self, data: bytes) -> None:
        self.bytes = data
        self.book = load_workbook(BytesIO(data), rich_text=True)
        self.stored = load_workbook(BytesIO(data), data_only=True)

    def rows(self, sheet: str | None = None) -> list[list[Any]]:
        """Return the cells of a sheet, formulas as their text."""
        return [[cell.value for cell in row] for row in self._sheet(self.book, sheet).iter_rows()]

    def values(self, sheet: str | None = None) -> list[list[Any]]:
        """Return the cells of a sheet, formulas as their stored values."""
        return [[cell.value for cell in row] for row in self._sheet(self.stored, sheet).iter_rows()]

    @staticmethod
    def _sheet(book: Workbook, name: str | None) -> Any:
        return book[name] if name else book.worksheets[0]

    @property
    def sheet(self) -> Any:
        """The first sheet."""
        return self.book.worksheets[0]


def filled(source: bytes, **data: Any) -> Outcome:
    """Return a template with data in it."""
    return Outcome(briefgen.render(source, data))


def mistakes(source: bytes, data: Mapping[str, Any] | None = None) -> list[Finding]:
    """Return the findings of a template, or of filling it."""
    try:
        made = briefgen.WorkbookTemplate(source, name="t.xlsx")
        if data is None:
            return made.check()
        made.render(data)
    except FindingsError as reason:
        return list(reason.findings)
    return []
