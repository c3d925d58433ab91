"""Rules on formulas: stored values that are right, no errors, nothing that changes by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.audit.breach import Breach
from briefgen.formulas.references import references, shifted
from briefgen.formulas.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.audit.book import Book

VOLATILE = frozenset({"NOW", "TODAY", "RAND", "RANDBETWEEN", "RANDARRAY", "OFFSET", "INDIRECT", "INFO", "CELL"})
_EXTERNAL = re.compile(r"\[\d+\]|\.xls", re.IGNORECASE)


def stored(book: Book) -> Iterator[Breach]:
    """F01: every formula has a stored value."""
    for sheet in book.sheets:
        for cell in sheet.formulas:
            if cell.kind == "empty":
                yield Breach("a formula has no stored value", sheet.name, cell.name)


def errors(book: Book) -> Iterator[Breach]:
    """F03: no cell holds an error."""
    for sheet in book.sheets:
        for cell in sheet.cells.values():
            if cell.kind == "error":
                yield Breach(f"a cell shows {cell.value}", sheet.name, cell.name)


def lasting(book: Book) -> Iterator[Breach]:
    """F04: no formula changes with the clock, by chance, or with another file."""
    for sheet in book.sheets:
        for cell in sheet.formulas:
            formula = cell.formula or ""
            called = [token.text.upper() for token in tokenise(formula) if token.kind == "function"]
            found = [name for name in called if name.removeprefix("_XLFN.") in VOLATILE]
            if found:
                yield Breach(f"a formula calls {found[0]}, which changes by itself", sheet.name, cell.name)
            elif _EXTERNAL.search(formula) and any(getattr(one.what, "book", None) for one in references(formula)):
                yield Breach("a formula reads another workbook", sheet.name, cell.name)


def uniform(book: Book) -> Iterator[Breach]:
    """F05: the formulas of a column of a table are one formula, copied down."""
    for column in book.columns:
        live = [cell for cell in column.cells if cell.formula]
        inside = [cell for cell in live if cell.row <= column.table.area.bottom - column.table.totals_rows]
        if len(inside) < 2:
            continue
        first = inside[0]
        for cell in inside[1:]:
            if shifted(cell.formula or "", first.row - cell.row, 0) != first.formula:
                yield Breach(
                    f"the formula of the column `{column.head}` is not that of the rows above",
                    column.sheet.name,
                    cell.name,
                )
                break


def calculated(book: Book) -> Iterator[Breach]:
    """F06: a workbook with formulas asks to be calculated when it is opened."""
    if not book.full_calculation:
        yield Breach("the workbook does not ask to be calculated when it is opened")
