"""Structured references: the cells that the name of a table, its parts and its columns stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.formulas.values import REFERENCE, VALUE, Error, Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.formulas.addresses import Structured
    from briefgen.formulas.areas import Area
    from briefgen.formulas.cells import Cell, Cells, Table


def cells_of_table(said: Structured, cell: Cell, tables: Mapping[str, Table], cells: Cells) -> Area | Error | Unknown:
    """Return the cells of a table that a structured reference means in a cell."""
    table = tables.get(said.table.lower()) if said.table else _table_around(cell, tables)
    if table is None or said.book:
        return Unknown(f"the table {said.table or 'around the formula'!r} is not there")
    rows = _rows_of_table(table, said.items, cell)
    if isinstance(rows, (Error, Unknown)):
        return rows
    first, last = table.column, table.last_column
    if said.first is not None and said.last is not None:
        known = [column.lower() for column in table.columns]
        if said.first.lower() not in known or said.last.lower() not in known:
            return Unknown(f"the table has no column {said.first!r} or {said.last!r}")
        first, last = sorted(table.column + known.index(one.lower()) for one in (said.first, said.last))
    return cells.area(table.sheet, rows[0], first, rows[1], last)


def _table_around(cell: Cell, tables: Mapping[str, Table]) -> Table | None:
    sheet, row, column = cell
    for table in tables.values():
        if table.sheet == sheet and table.row <= row <= table.last_row and table.column <= column <= table.last_column:
            return table
    return None


def _rows_of_table(table: Table, items: tuple[str, ...], cell: Cell) -> tuple[int, int] | Error | Unknown:
    first, last = table.row + table.header_rows, table.last_row - table.totals_rows
    match items:
        case () | ("#data",):
            return (first, last) if first <= last else REFERENCE
        case ("#this row",):
            return (cell[1], cell[1]) if cell[0] == table.sheet and first <= cell[1] <= last else VALUE
        case ("#all",):
            return table.row, table.last_row
        case ("#headers",):
            return (table.row, first - 1) if table.header_rows else REFERENCE
        case ("#totals",):
            return (last + 1, table.last_row) if table.totals_rows else REFERENCE
        case ("#headers", "#data") | ("#data", "#headers"):
            return table.row, last
        case ("#data", "#totals") | ("#totals", "#data"):
            return first, table.last_row
        case _:
            return Unknown("these parts of a table together are not supported")
