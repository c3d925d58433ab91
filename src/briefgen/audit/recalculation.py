"""Rule F02: what a workbook stores beside its formulas is what they give."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from briefgen.audit.breach import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.audit.book import Book, Cell
    from briefgen.formulas.cells import Table as FormulaTable
    from briefgen.formulas.values import Value

TOLERANCE = 1e-9
"""How far a stored number may be from the computed one, relative to it (and absolutely, near nought)."""


def recalculated(book: Book) -> Iterator[Breach]:
    """F02: stored values are those that the formulas give; what cannot be computed is counted in `book.skipped`."""
    from briefgen.formulas.evaluate import Unknown, evaluate_all

    live = [(sheet, cell) for sheet in book.sheets for cell in sheet.formulas]
    if not all(sheet.whole for sheet in book.sheets):  # a formula may rest on rows that were not read
        book.skipped = len(live)
        return
    values = evaluate_all(
        _cells(book),
        _names(book),
        _tables(book),
        sheets={sheet.name for sheet in book.sheets},
        hidden={(sheet.name, row) for sheet in book.sheets for row in sheet.hidden_rows},
    )
    for sheet, cell in live:
        value = values[sheet.name, cell.row, cell.column]
        if isinstance(value, Unknown):
            book.skipped += 1
        elif cell.kind != "empty" and not _same(cell, value):
            yield Breach(
                f"{_told(cell.value)} is stored beside `={(cell.formula or '')[:60]}`, which gives {_told(value)}",
                sheet.name,
                cell.name,
            )


def _cells(book: Book) -> dict[tuple[str, int, int], object]:
    from briefgen.formulas.evaluate import Error, Formula

    found: dict[tuple[str, int, int], object] = {}
    for sheet in book.sheets:
        for (row, column), cell in sheet.cells.items():
            value: object = cell.value
            if cell.formula is not None:
                value = Formula(cell.formula, cell.array)
            elif cell.kind == "error":
                value = Error(str(cell.value))
            found[sheet.name, row, column] = value
    return found


def _names(book: Book) -> dict[str | tuple[str, str], str]:
    found: dict[str | tuple[str, str], str] = {}
    for name, formula, number in book.names:
        if number is None:
            found[name] = formula
        elif number < len(book.sheets):
            found[book.sheets[number].name, name] = formula
    return found


def _tables(book: Book) -> dict[str, FormulaTable]:
    from briefgen.formulas.evaluate import Table

    return {
        table.name: Table(
            sheet.name,
            table.area.top,
            table.area.left,
            table.area.bottom,
            table.area.right,
            tuple(table.columns),
            table.header_rows,
            table.totals_rows,
        )
        for sheet in book.sheets
        for table in sheet.tables
    }


def _same(cell: Cell, value: Value) -> bool:
    from briefgen.formulas.evaluate import Error

    if isinstance(value, Error):
        return cell.kind == "error" and str(cell.value) == value.code
    if isinstance(value, bool):
        return cell.kind == "bool" and cell.value is value
    if isinstance(value, str):
        return cell.value == value
    return (
        isinstance(value, float)
        and isinstance(cell.value, float)
        and math.isclose(cell.value, value, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    )


def _told(value: object) -> str:
    return f"{value:.12g}" if isinstance(value, float) else f"`{str(value)[:40]}`"
